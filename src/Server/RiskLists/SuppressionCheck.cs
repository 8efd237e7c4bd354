using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.RiskLists;

/// <summary>
/// Part of the check of the evidence: every suppression there ever was still gives its leaf, the newest version's leaves its root. Entries are checked whenever a list is read.
/// </summary>
internal sealed class SuppressionCheck(RiskListStore store, SqlDatabase database, FieldCipher cipher)
{
    public async Task<IReadOnlyList<LogProblem>> RunAsync(CancellationToken ct)
    {
        var problems = new List<LogProblem>();
        await using var connection = await database.OpenAsync(ct);
        await foreach (var row in connection.QueryUnbufferedAsync<StoredSuppression>($"SELECT {StoredSuppression.Columns} FROM risk_list_suppressions ORDER BY id").WithCancellation(ct))
        {
            if (!IsWhole(row))
                problems.Add(new(null, row.Id, "the suppression does not give its leaf"));
        }

        if (await store.CurrentAsync(ct) is { } newest && (await store.LeavesAsync(newest.Number, ct)).Root() != newest.Root)
            problems.Add(new(null, Guid.Empty, $"the leaves of risk list version {newest.Number} do not give its root"));
        return problems;
    }

    private bool IsWhole(StoredSuppression row)
    {
        try
        {
            row.Open(cipher);
            return true;
        }
        catch (Exception altered) when (altered is InvalidDataException or CryptographicException or JsonException)
        {
            return false;
        }
    }
}
