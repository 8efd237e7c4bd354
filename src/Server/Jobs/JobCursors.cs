using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Jobs;

/// <summary>How far a job has walked through a large table, so that a run looks at a part of it, whichever server has it next.</summary>
internal static class JobCursors
{
    /// <summary>The id to go on after; all zeros to begin with.</summary>
    public static async Task<Guid> ReadAsync(SqlDatabase database, string name, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>("SELECT position FROM job_cursors WHERE name = @Name", new { Name = name }) ?? Guid.Empty;
    }

    /// <summary>In the transaction of what was done up to there.</summary>
    public static void Write(DbConnection connection, DbTransaction transaction, string name, Guid position)
    {
        var values = new { Name = name, Position = position };
        if (connection.Execute("UPDATE job_cursors SET position = @Position WHERE name = @Name", values, transaction) == 0)
            connection.Execute("INSERT INTO job_cursors (name, position) VALUES (@Name, @Position)", values, transaction);
    }
}
