using System.Data.Common;
using Dapper;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.PersonalData;

/// <param name="Done">Rows re-encrypted so far.</param>
/// <param name="Total">Rows that were under an older key at the start.</param>
internal readonly record struct RotationProgress(long Done, long Total, string Table);

/// <param name="Resumed">True when an earlier rotation was carried on and no key was made.</param>
/// <param name="Left">Rows still under an older key: written meanwhile by a server that had not seen the new key yet.</param>
internal sealed record RotationReport(string KeyName, bool Resumed, long Rows, long Left);

/// <summary>
/// Makes a new encryption key the one to write with, and re-encrypts every registered column in small batches while servers go on working.
/// It may be stopped at any moment: what is left shows in the key id in front of each value, and the next call carries on with it.
/// </summary>
internal sealed class KeyRotation(KeyRing ring, FieldCipher cipher, EncryptedColumns columns, KeyCheck check, SqlDatabase database, Audit audit)
{
    private const int BatchRows = 200;

    public async Task<RotationReport> RunAsync(IProgress<RotationProgress> progress, CancellationToken ct)
    {
        var total = await CountLeftAsync(ct);
        var resumed = total > 0;
        if (!resumed)
        {
            ring.Add(KeyUse.Encryption);
            await check.RecordAsync(ct);
            total = await CountLeftAsync(ct);
        }

        var done = 0L;
        foreach (var table in columns.Tables)
        {
            byte[] after = [];
            while (await ReadBatchAsync(table, after, ct) is { Count: > 0 } batch)
            {
                done += await RewriteAsync(table, batch, ct);
                after = (byte[])batch[^1][table.IdColumn];
                progress.Report(new(done, total, table.Table));
            }
        }

        var report = new RotationReport(ring.Newest(KeyUse.Encryption).Name, resumed, done, await CountLeftAsync(ct));
        await audit.WriteAsync(audit.Entry(AuditActions.KeysRotated) with { SubjectKind = "key", Subject = report.KeyName }, ct);
        return report;
    }

    private async Task<long> CountLeftAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var left = 0L;
        foreach (var table in columns.Tables)
            left += await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table.Table} WHERE {UnderOlderKey(table)}", new { Header = cipher.CurrentHeader() });
        return left;
    }

    private async Task<IReadOnlyList<IDictionary<string, object>>> ReadBatchAsync(EncryptedTable table, byte[] after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync(
            $"""
            SELECT {table.IdColumn},
                   {string.Join(", ", table.Columns.Select(column => column.Column))}
            FROM {table.Table}
            WHERE {table.IdColumn} > @After
              AND ({UnderOlderKey(table)})
            ORDER BY {table.IdColumn}
            {database.Dialect.Limit("@Count")}
            """,
            new { After = after, Header = cipher.CurrentHeader(), Count = BatchRows });
        return [.. rows.Cast<IDictionary<string, object>>()];
    }

    private async Task<int> RewriteAsync(EncryptedTable table, IReadOnlyList<IDictionary<string, object>> batch, CancellationToken ct)
    {
        var updates = batch.Select(row => Update(table, row)).ToList();
        return await database.WriteAsync((connection, transaction) => updates.Sum(update => Apply(connection, transaction, update)), ct);
    }

    /// <summary>A row that somebody changed since it was read is left alone: it was written with the newest key, or the next pass finds it.</summary>
    private (string Sql, DynamicParameters Parameters) Update(EncryptedTable table, IDictionary<string, object> row)
    {
        var parameters = new DynamicParameters();
        parameters.Add("Id", row[table.IdColumn]);
        var (set, where) = (new List<string>(), new List<string> { $"{table.IdColumn} = @Id" });
        foreach (var column in table.Columns)
        {
            if (row[column.Column] is not byte[] old)
            {
                where.Add($"{column.Column} IS NULL");
                continue;
            }

            parameters.Add($"{column.Column}_old", old);
            parameters.Add($"{column.Column}_new", cipher.EncryptBytes(cipher.DecryptBytes(old, column.Purpose), column.Purpose));
            set.Add($"{column.Column} = @{column.Column}_new");
            where.Add($"{column.Column} = @{column.Column}_old");
        }

        return ($"UPDATE {table.Table} SET {string.Join(", ", set)} WHERE {string.Join(" AND ", where)}", parameters);
    }

    private static int Apply(DbConnection connection, DbTransaction transaction, (string Sql, DynamicParameters Parameters) update) =>
        connection.Execute(update.Sql, update.Parameters, transaction);

    /// <summary>Null columns compare as unknown and so do not count.</summary>
    private static string UnderOlderKey(EncryptedTable table) =>
        string.Join(" OR ", table.Columns.Select(column => $"SUBSTRING({column.Column}, 1, {FieldCipher.HeaderBytes}) <> @Header"));
}
