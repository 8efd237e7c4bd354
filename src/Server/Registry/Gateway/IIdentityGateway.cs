using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>
/// Asks an authority whether a document number belongs to a name. An outside boundary: docs/api/identity-gateway.md is our own contract, and a real authority's
/// interface is another implementation of this. Never throws for what the other side does, and is never called inside a scan.
/// </summary>
internal interface IIdentityGateway
{
    /// <exception cref="OperationCanceledException">Only when <paramref name="ct"/> was.</exception>
    Task<GatewayReply> AskAsync(IdentityQuestion question, CancellationToken ct);
}

/// <param name="Number">Normalised document number.</param>
internal sealed record IdentityQuestion(IdType Type, string Number, string Name)
{
    public override string ToString() => "identity question";
}

internal abstract record GatewayReply
{
    /// <param name="Result">Never <see cref="IdentityConfirmation.Waiting"/>.</param>
    /// <param name="Body">The signed answer as it came, for keeping encrypted.</param>
    internal sealed record Answered(IdentityConfirmation Result, byte[] Body) : GatewayReply
    {
        public override string ToString() => "answer";
    }

    /// <param name="RetryAfter">Not to be asked again before this has passed, where that was said.</param>
    internal sealed record NotAnswered(GatewayFailure Reason, TimeSpan? RetryAfter = null) : GatewayReply;
}

/// <summary>Why there is no answer. Stored with the check; docs/api/identity-gateway.md lists the same names.</summary>
internal enum GatewayFailure
{
    /// <summary>The budget ran out.</summary>
    TimeOut,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>The other side reports a fault of its own (5xx).</summary>
    Broken,

    /// <summary>Asked too often (429, or 503 with Retry-After).</summary>
    Busy,

    /// <summary>Not asked: too many failures in a row just now.</summary>
    CircuitOpen,

    /// <summary>Our client id or signature was not accepted (401, 403): the operator must act.</summary>
    Refused,

    /// <summary>Our question was not understood (other 4xx).</summary>
    Rejected,

    /// <summary>Sent elsewhere (3xx), which is not followed: the question holds personal data.</summary>
    Redirected,

    /// <summary>No JSON of the contract, or too long.</summary>
    Malformed,

    /// <summary>Not signed with our key for this question, or at another time.</summary>
    BadSignature,

    /// <summary>Well signed, but about another question.</summary>
    WrongAnswer,

    /// <summary>The authority does not check documents of this type.</summary>
    NotSupported,
}
