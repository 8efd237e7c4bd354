using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>What a registration needs of the gateway: the key of what is asked about it, and what a stored answer is worth now. Not there where no authority is asked.</summary>
internal sealed class Confirmations(GatewayOptions options, BlindIndex index, TimeProvider clock)
{
    private const string AskedPurpose = "identity_checks.asked";

    /// <summary>Keyed hash of what would be asked: a registration with another name needs another answer.</summary>
    public byte[] AskedKey(IdType type, string number, string name) => index.Compute(AskedPurpose, string.Join('\0', EnumText<IdType>.Of(type), number, name));

    /// <summary>Waiting where there is no answer, where this server does not know it, and where it is too old to count.</summary>
    public IdentityConfirmation Of(string? state, DateTimeOffset? answeredAt) =>
        answeredAt is { } at && at + options.AnswerLasts > clock.GetUtcNow() && EnumText<IdentityConfirmation>.TryParse(state ?? "", out var known) ? known : IdentityConfirmation.Waiting;
}
