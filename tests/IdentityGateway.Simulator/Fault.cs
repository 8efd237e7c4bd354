namespace LogisticsScreening.IdentityGateway.Simulator;

/// <summary>How an answer goes wrong. Spelled in camelCase in a script file.</summary>
public enum Fault
{
    /// <summary>The right answer, after <see cref="ScriptLine.Milliseconds"/>.</summary>
    Slow,

    /// <summary>No answer for as long as the other side waits.</summary>
    TimeOut,

    /// <summary>500, unsigned.</summary>
    Error,

    /// <summary>429 with Retry-After in <see cref="ScriptLine.Seconds"/>.</summary>
    Busy,

    /// <summary>401, as to a client that is not known.</summary>
    Refused,

    /// <summary>400.</summary>
    Rejected,

    /// <summary>307 to <c>/elsewhere</c>, which would answer.</summary>
    Redirect,

    /// <summary>The right answer under another key.</summary>
    WrongSignature,

    /// <summary>The right answer of an hour ago.</summary>
    OldSignature,

    /// <summary>An answer that was signed for the question before.</summary>
    Replay,

    /// <summary>Well signed, and no JSON.</summary>
    Malformed,

    /// <summary>Well signed JSON with a result that the contract does not know.</summary>
    UnknownResult,

    /// <summary>Well signed, about another question.</summary>
    WrongPerson,

    /// <summary>A well-formed answer without end.</summary>
    TooLong,

    /// <summary>The connection ends in the middle of the answer.</summary>
    Cut,
}
