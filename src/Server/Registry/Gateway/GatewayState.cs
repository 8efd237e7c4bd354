namespace LogisticsScreening.Server.Registry.Gateway;

/// <summary>Whether the authority answered when this server asked last, for health and log.</summary>
internal sealed class GatewayState
{
    private volatile bool silent;

    public bool IsSilent => silent;

    /// <returns>True when this is a change.</returns>
    public bool Set(bool isSilent)
    {
        var changed = silent != isSilent;
        silent = isSilent;
        return changed;
    }
}
