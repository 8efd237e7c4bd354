namespace LogisticsScreening.Server.Alerts;

internal enum AlertState
{
    /// <summary>Nobody has taken it.</summary>
    Open,

    /// <summary>Somebody looks into it.</summary>
    Acknowledged,

    /// <summary>The parcel may go on.</summary>
    Released,

    /// <summary>The parcel is stopped and secured.</summary>
    Held,
}

internal enum AlertAction
{
    Acknowledge,
    Release,
    Hold,
}

/// <summary>What happens to an alert without anybody acting on it.</summary>
internal enum AlertRepeat
{
    /// <summary>The parcel came back from another depot.</summary>
    Arrive,

    /// <summary>The parcel was declared anew.</summary>
    Reword,
}

/// <summary>What may follow what. Release and hold can each be taken back by the other, because a parcel's truth may change after the first look.</summary>
internal static class AlertTransitions
{
    /// <summary>The state after the action, or null where it does not apply.</summary>
    public static AlertState? After(AlertState state, AlertAction action) => (state, action) switch
    {
        (AlertState.Open, AlertAction.Acknowledge) => AlertState.Acknowledged,
        (AlertState.Open or AlertState.Acknowledged or AlertState.Held, AlertAction.Release) => AlertState.Released,
        (AlertState.Open or AlertState.Acknowledged or AlertState.Released, AlertAction.Hold) => AlertState.Held,
        _ => null,
    };
}
