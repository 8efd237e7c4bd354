using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Evidence;

/// <summary>
/// The record log: leaves hash what must never change unseen. A leaf is written in the transaction of its record and numbered later by
/// <see cref="NumberLeavesJob"/>, which chains it to the one before: chain(n) = SHA-256(0x02 || chain(n-1) || leaf(n)), chain(0) = 32 zero bytes.
/// </summary>
internal sealed class EvidenceLog(SqlDatabase database)
{
    /// <summary>Leaves numbered in one transaction: a few milliseconds of the only writer.</summary>
    public const int Batch = 500;

    /// <param name="id">Id of the record that the leaf covers.</param>
    /// <param name="leafHash">32 bytes.</param>
    /// <param name="algorithm">Names the hash and the layout it covers.</param>
    public static void Add(DbConnection connection, DbTransaction transaction, Guid id, string subjectKind, byte[] leafHash, string algorithm, DateTimeOffset now) =>
        connection.Execute(
            """
            INSERT INTO evidence_leaves (id, subject_kind, leaf_hash, algorithm, created_at)
            VALUES (@Id, @SubjectKind, @LeafHash, @Algorithm, @Now)
            """,
            new { Id = id, SubjectKind = subjectKind, LeafHash = leafHash, Algorithm = algorithm, Now = now },
            transaction);

    public static byte[] Chain(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> leaf)
    {
        Span<byte> input = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        input[0] = 2;
        previous.CopyTo(input[1..]);
        leaf.CopyTo(input[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(input);
    }

    /// <summary>Numbers and chains waiting leaves, oldest id first. To be called by one node at a time; a second one would fail on the unique number and store nothing.</summary>
    /// <returns>How many were numbered; fewer than a batch means none is waiting.</returns>
    public Task<int> NumberAsync(CancellationToken ct) => database.WriteAsync(Number, ct);

    private int Number(DbConnection connection, DbTransaction transaction)
    {
        var waiting = connection.Query<LeafRow>(
            $"""
            SELECT id,
                   leaf_hash
            FROM evidence_leaves
            WHERE sequence IS NULL
            ORDER BY id
            {database.Dialect.Limit("@Batch")}
            """,
            new { Batch },
            transaction).AsList();
        if (waiting.Count == 0)
            return 0;
        var head = Head(connection, transaction);
        var (sequence, chain) = (head?.Sequence ?? 0, head?.Chain ?? new byte[SHA256.HashSizeInBytes]);
        foreach (var leaf in waiting)
        {
            chain = Chain(chain, leaf.LeafHash);
            connection.Execute(
                "UPDATE evidence_leaves SET sequence = @Sequence, chain = @Chain WHERE id = @Id",
                new { leaf.Id, Sequence = ++sequence, Chain = chain },
                transaction);
        }

        return waiting.Count;
    }

    /// <summary>Position of a record in the log; null while it waits for its number.</summary>
    public async Task<LogPosition?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<LogPosition>(
            "SELECT sequence, chain FROM evidence_leaves WHERE id = @Id AND sequence IS NOT NULL",
            new { Id = id });
    }

    /// <summary>Chain value after this many leaves; 32 zero bytes after none.</summary>
    public async Task<byte[]> ChainAtAsync(long sequence, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<byte[]>("SELECT chain FROM evidence_leaves WHERE sequence = @Sequence", new { Sequence = sequence })
            ?? new byte[SHA256.HashSizeInBytes];
    }

    public async Task<LogPosition?> HeadAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return Head(connection, transaction: null);
    }

    private static LogPosition? Head(DbConnection connection, DbTransaction? transaction) => connection.QuerySingleOrDefault<LogPosition>(
        """
        SELECT sequence,
               chain
        FROM evidence_leaves
        WHERE sequence = (SELECT MAX(sequence) FROM evidence_leaves WHERE sequence IS NOT NULL)
        """,
        transaction: transaction);

    private sealed record LeafRow
    {
        public required Guid Id { get; init; }
        public required byte[] LeafHash { get; init; }
    }
}

/// <summary>Number and chain value of a leaf, or of the head of the log.</summary>
internal sealed record LogPosition
{
    public required long Sequence { get; init; }
    public required byte[] Chain { get; init; }
}
