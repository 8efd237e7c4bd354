using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Alerts;

/// <summary>Outbox, hub, list, and what a supervisor does with an alert.</summary>
internal static class AlertsFeature
{
    public const string HubPath = AccessFeature.HubPath + "/alerts";

    /// <summary>The screens give a silent server 15 s and ping every 5 s themselves.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ClientSilence = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of a message to the hub: screens send nothing but pings and the handshake.</summary>
    private const long LargestMessage = 4096;

    public static void AddAlerts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AlertOutbox>();
        builder.Services.AddSingleton<AlertSignal>();
        builder.Services.AddSingleton<AlertStore>();
        builder.Services.AddSingleton<AlertConnections>();
        builder.Services.AddSingleton<ActOnAlert>();
        builder.Services.AddEncryptedTable(ActOnAlert.EncryptedActions);
        builder.Services.AddHostedService<AlertFeed>();
        builder.Services
            .AddSignalR(hub =>
            {
                hub.KeepAliveInterval = KeepAlive;
                hub.ClientTimeoutInterval = ClientSilence;
                hub.MaximumReceiveMessageSize = LargestMessage;
            })
            .AddJsonProtocol(json => StrictJson.Apply(json.PayloadSerializerOptions));
    }

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        var alerts = app.MapGroup("/api/alerts").WithTags("alerts").RequireAuthorization(Policies.Alerts);
        alerts.MapGet("/", ListAlerts.HandleAsync);
        alerts.MapGet("/{id:guid}", GetAlert.HandleAsync);
        alerts.MapPost("/{id:guid}/acknowledge", ActOnAlert.AcknowledgeAsync);
        alerts.MapPost("/{id:guid}/release", ActOnAlert.ReleaseAsync);
        alerts.MapPost("/{id:guid}/hold", ActOnAlert.HoldAsync);
        app.MapHub<AlertHub>(HubPath).RequireAuthorization(Policies.Alerts);
    }
}
