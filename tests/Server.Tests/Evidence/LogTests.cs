using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Evidence;

/// <summary>A server with a numbered log of a few scans, and a copy of it to put back after each tampering.</summary>
public sealed class LogFixture : IAsyncLifetime
{
    public const int Scans = 12;

    public TestServer Server { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        await Server.InitializeAsync();
        using var client = await Server.ClientAsync("courier");
        for (var i = 0; i < Scans; i++)
        {
            var number = Server.UndrawnNumber();
            (await client.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: SampleWaybills.Waybill(number)))).Expect(HttpStatusCode.OK);
        }

        var log = Server.Services.GetRequiredService<EvidenceLog>();
        while (await log.NumberAsync(ct) > 0)
        {
        }

        await Server.Database.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute("CREATE TABLE kept_leaves AS SELECT * FROM evidence_leaves", transaction: transaction);
                connection.Execute("CREATE TABLE kept_decisions AS SELECT * FROM decisions", transaction: transaction);
            },
            ct);
    }

    public Task RestoreAsync() => Server.Database.WriteAsync(
        (connection, transaction) =>
        {
            connection.Execute("DELETE FROM evidence_leaves", transaction: transaction);
            connection.Execute("INSERT INTO evidence_leaves SELECT * FROM kept_leaves", transaction: transaction);
            connection.Execute(
                """
                UPDATE decisions
                SET (public_part, decision_hash, erasable_cipher) = (SELECT k.public_part, k.decision_hash, k.erasable_cipher FROM kept_decisions k WHERE k.id = decisions.id)
                """,
                transaction: transaction);
        },
        CancellationToken.None);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

/// <summary>The record log: numbers without a gap, a chain that anyone can follow, and a check that sees every change.</summary>
public sealed class LogTests(LogFixture fixture) : IClassFixture<LogFixture>, IAsyncLifetime
{
    private readonly TestServer server = fixture.Server;

    public static TheoryData<string, string> Tampering => new()
    {
        { "UPDATE decisions SET public_part = REPLACE(public_part, 'green', 'amber') WHERE id = @Id", "the record was changed" },
        { "UPDATE decisions SET public_part = public_part || ' ' WHERE id = @Id", "the record was changed" },
        { "UPDATE decisions SET decision_hash = '00' WHERE id = @Id", "the stored decision hash is not that of the record" },
        { "UPDATE decisions SET erasable_cipher = CAST(substr(erasable_cipher, 1, length(erasable_cipher) - 1) || x'00ff' AS BLOB) WHERE id = @Id", "facts and findings were altered" },
        { "UPDATE decisions SET erasable_cipher = (SELECT erasable_cipher FROM decisions o WHERE o.id <> @Id LIMIT 1) WHERE id = @Id", "facts and findings do not fit the commitment" },
        { "UPDATE decisions SET erasable_cipher = NULL WHERE id = @Id", "facts and findings are gone without an erasure" },
        { "UPDATE decisions SET erasable_cipher = x'00' WHERE id = @Id", "facts and findings were altered" },
        { "UPDATE evidence_leaves SET leaf_hash = zeroblob(32) WHERE id = @Id", "the chain value does not follow" },
        { "UPDATE evidence_leaves SET leaf_hash = zeroblob(500) WHERE id = @Id", "leaf or chain value is no hash" },
        { "UPDATE evidence_leaves SET chain = zeroblob(32) WHERE id = @Id", "the chain value does not follow" },
        { "UPDATE evidence_leaves SET chain = NULL WHERE id = @Id", "leaf or chain value is no hash" },
        { "UPDATE evidence_leaves SET sequence = sequence + 1000 WHERE id = @Id", "the log jumps from" },
        { "UPDATE evidence_leaves SET subject_kind = 'other' WHERE id = @Id", "unknown kind of record" },
        { "DELETE FROM evidence_leaves WHERE id = @Id", "the log jumps from" },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await fixture.RestoreAsync();

    [Fact]
    public async Task Log_OfManyScans_IsGaplessChainedAndClean()
    {
        await using var connection = await server.Database.OpenAsync(Ct);
        var rows = (await connection.QueryAsync<(long Sequence, byte[] Leaf, byte[] Chain)>("SELECT sequence, leaf_hash, chain FROM evidence_leaves ORDER BY sequence")).AsList();
        Assert.Equal(Enumerable.Range(1, LogFixture.Scans).Select(i => (long)i), rows.Select(r => r.Sequence));
        var chain = new byte[32];
        foreach (var (_, leaf, stored) in rows)
        {
            chain = SHA256.HashData([2, .. chain, .. leaf]);
            Assert.Equal(chain, stored);
        }

        var report = await CheckAsync();
        Assert.Empty(report.GetProperty("problems").EnumerateArray());
        Assert.Equal((LogFixture.Scans, 0), (report.GetProperty("leaves").GetInt32(), report.GetProperty("waiting").GetInt32()));
        Assert.Equal(Convert.ToHexStringLower(chain), report.GetProperty("head").GetString());
    }

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task Check_AfterTampering_NamesTheRecord(string sql, string reason)
    {
        var id = await server.Database.WriteAsync(
            (connection, transaction) =>
            {
                var victim = connection.QuerySingle<Guid>("SELECT id FROM evidence_leaves WHERE sequence = 5", transaction: transaction);
                Assert.Equal(1, connection.Execute(sql, new { Id = victim }, transaction));
                return victim;
            },
            Ct);
        var problems = (await CheckAsync()).GetProperty("problems").EnumerateArray().ToList();
        // A changed record is named itself; a missing or renumbered one shows at its successor.
        Assert.Contains(problems, p => p.GetProperty("reason").GetString()!.StartsWith(reason, StringComparison.Ordinal));
        if (!reason.StartsWith("the log jumps", StringComparison.Ordinal))
            Assert.Contains(problems, p => p.GetProperty("id").GetGuid() == id);
    }

    [Fact]
    public async Task Check_WhileLeavesWait_CountsThemAndLooksAtTheirRecords()
    {
        await server.Database.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute("UPDATE evidence_leaves SET sequence = NULL, chain = NULL WHERE sequence = @Last", new { Last = LogFixture.Scans }, transaction);
                connection.Execute("UPDATE decisions SET public_part = public_part || ' ' WHERE id IN (SELECT id FROM evidence_leaves WHERE sequence IS NULL)", transaction: transaction);
            },
            Ct);
        var report = await CheckAsync();
        Assert.Contains(report.GetProperty("problems").EnumerateArray(), p => p.GetProperty("reason").GetString() == "the record was changed");
    }

    private async Task<JsonElement> CheckAsync()
    {
        using var client = await server.ClientAsync("compliance");
        return (await client.ReadAsync("/api/evidence/check")).Expect(HttpStatusCode.OK).Body;
    }
}
