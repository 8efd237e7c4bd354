using System.Net;
using Dapper;
using LogisticsScreening.Screening;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>Setting a person aside loads the suppressions alone: every node keeps the entries it has, and its evidence is that of a node that read them all.</summary>
public sealed class SharedEntriesTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SetAsideAndEnded_OnTwoNodes_NoEntryIsReadAgain_AndDecisionsBeforeAndAfterAreProvenAgain()
    {
        await using var other = await TestServer.StartAsync(server.DataDirectory);
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        await other.ListInForceAsync();
        var before = Policy(server);
        var (_, hit) = await server.ScanToAsync(phone);

        // No entry can be read any more: whoever tries is told that the table was changed by hand, and a root over these leaves is another one.
        Assert.True(await ExchangeAsync() > 1);
        await Assert.ThrowsAsync<InvalidDataException>(server.FreshListAsync);
        var id = (await server.SetAsideAsync(server.Body(hit, entry))).Expect(HttpStatusCode.Created)["id"].GetGuid();
        await server.ListInForceAsync();
        await other.ListInForceAsync();

        var after = Policy(server);
        Assert.NotEqual(before.List.Version, after.List.Version);
        Assert.Equal((after.List.Version, after.List.Count), (Policy(other).List.Version, Policy(other).List.Count));
        var (shown, setAside) = await other.ScanToAsync(phone);
        Assert.Equal("green", shown);

        // Ended at the other node, and a hit again at both.
        (await other.EndAsync(id)).Expect(HttpStatusCode.NoContent);
        await server.ListInForceAsync();
        await other.ListInForceAsync();
        Assert.Equal(before.List.Version, Policy(server).List.Version);
        Assert.Equal("red", (await server.ScanToAsync(phone)).Shown);
        Assert.Equal("red", (await other.ScanToAsync(phone)).Shown);

        Assert.Equal(await ContentHashAsync(hit), await AgainAsync(hit, before));
        Assert.Equal(await ContentHashAsync(setAside), await AgainAsync(setAside, after));
        Assert.NotEqual(await ContentHashAsync(hit), await AgainAsync(hit, after));

        // What a node finds that reads everything is the same.
        await ExchangeAsync();
        Assert.Equal(before.List.Version, (await server.FreshListAsync()).Version);
        (await server.SetAsideAsync(server.Body(hit, entry))).Expect(HttpStatusCode.Created);
        await server.ListInForceAsync();
        var fresh = Policy(server).With(await server.FreshListAsync());
        Assert.Equal((fresh.List.Version, fresh.List.Count), (Policy(server).List.Version, Policy(server).List.Count));
        var (_, last) = await server.ScanToAsync(phone);
        Assert.Equal(await ContentHashAsync(last), await AgainAsync(last, fresh));
    }

    [Fact]
    public async Task EntriesChangedToo_AreReadAgain()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, hit) = await server.ScanToAsync(phone);
        (await server.SetAsideAsync(server.Body(hit, entry))).Expect(HttpStatusCode.Created);

        // Both changes reach this node at once.
        var listed = SetAside.NewPhone();
        await server.ListAsync(listed);

        Assert.Equal((await server.FreshListAsync()).Version, Policy(server).List.Version);
        Assert.Equal("green", (await server.ScanToAsync(phone)).Shown);
        Assert.Equal("red", (await server.ScanToAsync(listed)).Shown);
    }

    private static ScreeningPolicy Policy(TestServer node) => node.Services.GetRequiredService<PolicySnapshot>().Current;

    /// <summary>Salts for leaves: neither an entry nor a leaf of one is what it was. Done twice, all is as before.</summary>
    private Task<int> ExchangeAsync() => server.Database.WriteAsync(
        (connection, transaction) => connection.Execute("UPDATE risk_list_entries SET salt = leaf, leaf = salt", transaction: transaction), Ct);

    private async Task<DecisionDetails> DecisionAsync(Guid id) => (await server.Services.GetRequiredService<DecisionStore>().FindAsync(id, Ct))!;

    private async Task<string?> ContentHashAsync(Guid id) => (await DecisionAsync(id)).ContentHash;

    /// <summary>Decides again on the facts, at the moment and with the seed that the decision holds.</summary>
    private async Task<string> AgainAsync(Guid id, ScreeningPolicy policy)
    {
        var content = (await DecisionAsync(id)).Content!;
        return Screener.Screen(content.Facts, policy, content.Decision.DecidedAt, Convert.FromHexString(content.Seed)).ContentHash;
    }
}
