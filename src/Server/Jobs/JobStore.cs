using Dapper;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Jobs;

/// <summary>Lease and history of the jobs. All guarded by the row's own state, so two servers never run a job at once.</summary>
internal sealed class JobStore(SqlDatabase database)
{
    /// <summary>How long a run stays in the history.</summary>
    private static readonly TimeSpan HistoryAge = TimeSpan.FromDays(30);

    public Task RegisterAsync(string name, DateTimeOffset due, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO jobs (name, lease_until, next_due)
            SELECT @Name, 0, @Due
            WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE name = @Name)
            """,
            new { Name = name, Due = due },
            transaction),
        ct);

    public async Task<DateTimeOffset> NextDueAsync(string name, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleAsync<JobRow>("SELECT next_due, lease_until FROM jobs WHERE name = @Name", new { Name = name });
        return row.NextDue > row.LeaseUntil ? row.NextDue : row.LeaseUntil;
    }

    /// <summary>True when the job is due, nobody holds it, and it is ours until <paramref name="until"/>.</summary>
    public Task<bool> TryTakeAsync(string name, Guid holder, DateTimeOffset now, DateTimeOffset until, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE jobs SET holder = @Holder, lease_until = @Until WHERE name = @Name AND lease_until <= @Now AND next_due <= @Now",
            new { Name = name, Holder = holder, Now = now, Until = until },
            transaction) == 1,
        ct);

    /// <summary>False when another server has taken the job over, because this one was silent for too long.</summary>
    public Task<bool> TryExtendAsync(string name, Guid holder, DateTimeOffset until, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE jobs SET lease_until = @Until WHERE name = @Name AND holder = @Holder",
            new { Name = name, Holder = holder, Until = until },
            transaction) == 1,
        ct);

    /// <summary>Gives the lease back and, where there is something to tell, writes the run down.</summary>
    public Task FinishAsync(string name, Guid holder, JobRun run, DateTimeOffset due, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) =>
        {
            connection.Execute(
                "UPDATE jobs SET holder = NULL, lease_until = 0, next_due = @Due WHERE name = @Name AND holder = @Holder",
                new { Name = name, Holder = holder, Due = due },
                transaction);
            if (run is { Outcome: JobRun.Succeeded, Report: null })
                return;
            connection.Execute(
                "INSERT INTO job_runs (id, name, started_at, ended_at, outcome, report) VALUES (@Id, @Name, @StartedAt, @EndedAt, @Outcome, @Report)",
                new { Id = Guid.CreateVersion7(run.EndedAt), Name = name, run.StartedAt, run.EndedAt, run.Outcome, run.Report },
                transaction);
            connection.Execute("DELETE FROM job_runs WHERE name = @Name AND ended_at < @Oldest", new { Name = name, Oldest = run.EndedAt - HistoryAge }, transaction);
        },
        ct);

    public async Task<IReadOnlyList<JobRun>> HistoryAsync(string name, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<JobRun>(
            "SELECT started_at, ended_at, outcome, report FROM job_runs WHERE name = @Name ORDER BY id", new { Name = name })).AsList();
    }

    private sealed record JobRow
    {
        public DateTimeOffset NextDue { get; init; }
        public DateTimeOffset LeaseUntil { get; init; }
    }
}

internal sealed record JobRun
{
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset EndedAt { get; init; }
    public string Outcome { get; init; } = Succeeded;
    public string? Report { get; init; }
}
