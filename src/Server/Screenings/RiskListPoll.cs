using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Screenings;

/// <summary>
/// Keeps the policy in force on the newest published risk list, whoever published it: loaded before the first request, then asked for every
/// <see cref="Interval"/>. While a list cannot be loaded the last one stays in force, and the log says so.
/// </summary>
internal sealed class RiskListPoll(RiskListStore lists, RiskListLoader loader, PolicySnapshot policies, ILogger<RiskListPoll> log) : BackgroundService, IDemoPart
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim loading = new(1);

    /// <summary>Loads the newest list when it is not the one in force.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            if (await lists.CurrentAsync(ct) is not { } newest || newest.Root == policies.Current.List.Version)
                return;
            var list = await loader.LoadAsync(ct);
            policies.Replace(list);
            ScreeningsLog.ListLoaded(log, list.Version, list.Count);
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>The invented list is in force before the invented parcels are looked at.</summary>
    public Task SeedAsync(CancellationToken ct) => RefreshAsync(ct);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
        }
        catch (InvalidDataException broken)
        {
            throw new StartupException(broken.Message, broken);
        }

        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        loading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                ScreeningsLog.ListNotLoaded(log, problem.GetType().Name);
            }
        }
    }
}
