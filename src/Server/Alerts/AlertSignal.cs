namespace LogisticsScreening.Server.Alerts;

/// <summary>Tells this server's feed that something was committed here, so that it need not wait for its next look. Losing a signal costs only that wait.</summary>
internal sealed class AlertSignal : IDisposable
{
    private readonly SemaphoreSlim pending = new(0, 1);

    /// <summary>To be called after the commit.</summary>
    public void Raised()
    {
        try
        {
            pending.Release();
        }
        catch (SemaphoreFullException)
        {
            // A look is already due, and it will see this commit as well.
        }
    }

    /// <summary>Ends at the next signal, or after <paramref name="longest"/>.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken ct) => pending.WaitAsync(longest, ct);

    public void Dispose() => pending.Dispose();
}
