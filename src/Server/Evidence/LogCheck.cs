using System.Security.Cryptography;
using Dapper;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Evidence;

/// <summary>What one kind of record contributes to the check of the log: given ids of records, the leaf hash each must have now, recomputed from what is stored.</summary>
internal sealed record LeafSource(string SubjectKind, Func<IReadOnlyList<Guid>, CancellationToken, Task<IReadOnlyDictionary<Guid, RecomputedLeaf>>> RecomputeAsync);

/// <param name="LeafHash">Recomputed from the record's public part.</param>
/// <param name="Problem">What is wrong with the record beside its leaf, such as an erasable part that does not fit its commitment; null when nothing is.</param>
internal sealed record RecomputedLeaf(byte[] LeafHash, string? Problem);

/// <summary>What else evidence rests on, checked as a whole: the list behind the decisions.</summary>
internal sealed record EvidenceCheck(Func<CancellationToken, Task<IReadOnlyList<LogProblem>>> RunAsync);

/// <param name="Sequence">Null for a leaf that waits for its number, and for what is not in the log.</param>
internal sealed record LogProblem(long? Sequence, Guid Id, string Reason);

/// <param name="Head">Chain value of the last leaf, hex; null while the log is empty.</param>
internal sealed record LogReport(long Leaves, long Waiting, string? Head, IReadOnlyList<LogProblem> Problems);

/// <summary>Checks the whole log against the records: numbers without gaps, every chain value, every leaf recomputed. Reads in pages, so its memory does not grow. Then what else evidence rests on.</summary>
internal sealed class LogCheck(SqlDatabase database, IEnumerable<LeafSource> sources, IEnumerable<EvidenceCheck> others)
{
    private const int Page = 1_000;

    /// <summary>After so many problems the log is known to be broken.</summary>
    private const int MostProblems = 100;

    public async Task<LogReport> RunAsync(CancellationToken ct)
    {
        var byKind = sources.ToDictionary(s => s.SubjectKind, StringComparer.Ordinal);
        var problems = new List<LogProblem>();
        var (sequence, chain) = (0L, new byte[SHA256.HashSizeInBytes]);
        while (problems.Count < MostProblems && await ReadAsync(sequence, ct) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                if (row.Sequence != sequence + 1)
                    problems.Add(new(row.Sequence, row.Id, $"the log jumps from {sequence}"));
                if (row.LeafHash.Length != SHA256.HashSizeInBytes || row.Chain is not { Length: SHA256.HashSizeInBytes } stored)
                {
                    problems.Add(new(row.Sequence, row.Id, "leaf or chain value is no hash"));
                    stored = chain;
                }
                else if (!EvidenceLog.Chain(chain, row.LeafHash).AsSpan().SequenceEqual(stored))
                {
                    problems.Add(new(row.Sequence, row.Id, "the chain value does not follow"));
                }

                (sequence, chain) = (row.Sequence!.Value, stored);
            }

            await RecomputeAsync(rows, byKind, problems, ct);
        }

        var waiting = await WaitingAsync(ct);
        await RecomputeAsync(waiting, byKind, problems, ct);
        foreach (var other in others)
            problems.AddRange(await other.RunAsync(ct));
        return new(sequence, waiting.Count, sequence == 0 ? null : Convert.ToHexStringLower(chain), problems);
    }

    private static async Task RecomputeAsync(IReadOnlyList<LeafRow> rows, Dictionary<string, LeafSource> byKind, List<LogProblem> problems, CancellationToken ct)
    {
        foreach (var kind in rows.GroupBy(r => r.SubjectKind))
        {
            if (!byKind.TryGetValue(kind.Key, out var source))
            {
                problems.AddRange(kind.Select(r => new LogProblem(r.Sequence, r.Id, $"unknown kind of record {kind.Key}")));
                continue;
            }

            var recomputed = await source.RecomputeAsync([.. kind.Select(r => r.Id)], ct);
            foreach (var row in kind)
            {
                if (!recomputed.TryGetValue(row.Id, out var leaf))
                    problems.Add(new(row.Sequence, row.Id, "the record is gone"));
                else if (!leaf.LeafHash.AsSpan().SequenceEqual(row.LeafHash))
                    problems.Add(new(row.Sequence, row.Id, "the record was changed"));
                else if (leaf.Problem is not null)
                    problems.Add(new(row.Sequence, row.Id, leaf.Problem));
            }
        }
    }

    private async Task<List<LeafRow>> ReadAsync(long after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<LeafRow>(
            $"""
            SELECT id,
                   subject_kind,
                   leaf_hash,
                   sequence,
                   chain
            FROM evidence_leaves
            WHERE sequence > @After
            ORDER BY sequence
            {database.Dialect.Limit("@Page")}
            """,
            new { After = after, Page })).AsList();
    }

    private async Task<List<LeafRow>> WaitingAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<LeafRow>(
            """
            SELECT id,
                   subject_kind,
                   leaf_hash,
                   sequence,
                   chain
            FROM evidence_leaves
            WHERE sequence IS NULL
            """)).AsList();
    }

    private sealed record LeafRow
    {
        public required Guid Id { get; init; }
        public required string SubjectKind { get; init; }
        public required byte[] LeafHash { get; init; }
        public long? Sequence { get; init; }
        public byte[]? Chain { get; init; }
    }
}
