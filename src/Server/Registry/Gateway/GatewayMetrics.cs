using System.Diagnostics.Metrics;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Registry.Gateway;

internal static class GatewayMetrics
{
    private static readonly Counter<long> Answers = Telemetry.Meter.CreateCounter<long>(
        "logistics_screening.gateway.answers", "{answer}", "Questions to the identity gateway, by outcome.");

    public static void Asked(GatewayReply reply) => Answers.Add(1, new KeyValuePair<string, object?>("outcome", OutcomeOf(reply)));

    /// <summary>One word, the same in metric, log and database.</summary>
    public static string OutcomeOf(GatewayReply reply) => reply switch
    {
        GatewayReply.Answered answered => EnumText<IdentityConfirmation>.Of(answered.Result),
        GatewayReply.NotAnswered not => EnumText<GatewayFailure>.Of(not.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };
}
