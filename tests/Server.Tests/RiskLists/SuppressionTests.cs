using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>A person is set aside from a list entry, over HTTP on the demo company: what follows for the next scan, when it ends, who stands in whose way.</summary>
public sealed class SuppressionTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Hit = "riskList.phone high";
    private const string SetAsideHit = "riskList.suppressed info";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SetAside_TheNextScanIsGreenAndSaysWhy_WhatWasDecidedStays()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (shown, decision) = await server.ScanToAsync(phone);
        Assert.Equal("red", shown);
        Assert.Equal([Hit], await server.ListFindingsAsync(decision));
        var open = await OpenAlertsAsync();

        var added = (await server.SetAsideAsync(server.Body(decision, entry))).Expect(HttpStatusCode.Created);
        await server.ListInForceAsync();

        Assert.Equal((entry, "inForce", "phone", "compliance", SetAside.Reason, server.Day(30)), (added.Text("entryId"), added.Text("state"), added.Text("knownBy"), added.Text("author"), added.Text("reason"), added.Text("until")));
        var (after, second) = await server.ScanToAsync(phone);
        Assert.Equal("green", after);
        Assert.Equal([SetAsideHit], await server.ListFindingsAsync(second));
        // Nothing that was decided or raised before is touched.
        Assert.Equal([Hit], await server.ListFindingsAsync(decision));
        Assert.Equal(open, await OpenAlertsAsync());
        // Another person's hit on the same list stays a hit.
        var other = SetAside.NewPhone();
        await server.ListAsync(other);
        Assert.Equal("red", (await server.ScanToAsync(other)).Shown);
    }

    [Fact]
    public async Task SetAside_ByDocument_HoldsWhateverPhoneThePersonGives()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, decision) = await server.ScanNewAsync(waybill => waybill.With("sender.phone", phone));
        Assert.Equal("document", (await server.SetAsideAsync(server.Body(decision, entry, "sender"))).Expect(HttpStatusCode.Created).Text("knownBy"));
        await server.ListInForceAsync();

        Assert.Equal([SetAsideHit], await server.ListFindingsAsync((await server.ScanNewAsync(waybill => waybill.With("sender.phone", phone))).DecisionId));
        // The number in other hands is as listed as ever.
        Assert.Equal([Hit], await server.ListFindingsAsync((await server.ScanToAsync(phone)).DecisionId));
    }

    [Fact]
    public async Task Ended_Early_TheNextScanIsAHitAgainAndWhoEndedItIsKept()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, decision) = await server.ScanToAsync(phone);
        var id = (await server.SetAsideAsync(server.Body(decision, entry))).Expect(HttpStatusCode.Created)["id"].GetGuid();

        (await server.EndAsync(id, account: "analyst")).Expect(HttpStatusCode.NoContent);
        await server.ListInForceAsync();

        Assert.Equal([Hit], await server.ListFindingsAsync((await server.ScanToAsync(phone)).DecisionId));
        var ended = await FindAsync("ended", id);
        Assert.Equal(("ended", "analyst", "条目已经更正"), (ended.GetProperty("state").GetString(), ended.GetProperty("endedBy").GetString(), ended.GetProperty("endReason").GetString()));
        Assert.Equal(JsonValueKind.String, ended.GetProperty("endedAt").ValueKind);
        (await server.EndAsync(id)).Expect(HttpStatusCode.Conflict);
        (await server.EndAsync(Guid.NewGuid())).Expect(HttpStatusCode.NotFound);
        Assert.Equal(["reason"], (await server.EndAsync(id, "  ")).Expect(HttpStatusCode.BadRequest).Fields);
        // It may be said again.
        (await server.SetAsideAsync(server.Body(decision, entry))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Expired_ByItsDay_TheNextScanIsAHitAgainAndItMayBeSaidAgain()
    {
        var clock = new ShiftedClock();
        await using var later = await TestServer.StartAsync(clock);
        var phone = SetAside.NewPhone();
        var entry = await later.ListAsync(phone);
        var (_, decision) = await later.ScanToAsync(phone);
        var id = (await later.SetAsideAsync(later.Body(decision, entry, daysAhead: 1))).Expect(HttpStatusCode.Created)["id"].GetGuid();
        await later.ListInForceAsync();

        clock.Ahead = TimeSpan.FromDays(1);
        later.ForgetTokens();
        Assert.Equal([SetAsideHit], await later.ListFindingsAsync((await later.ScanToAsync(phone)).DecisionId));

        clock.Ahead = TimeSpan.FromDays(2);
        later.ForgetTokens();
        var (shown, hit) = await later.ScanToAsync(phone);
        Assert.Equal("red", shown);
        Assert.Equal([Hit], await later.ListFindingsAsync(hit));
        using var compliance = await later.ClientAsync("compliance");
        var item = Assert.Single((await compliance.ReadAsync(SetAside.Path)).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        Assert.Equal(("ended", JsonValueKind.Null), (item.GetProperty("state").GetString(), item.GetProperty("endedAt").ValueKind));
        Assert.Empty((await compliance.ReadAsync($"{SetAside.Path}?state=inForce"))["items"].EnumerateArray());
        (await later.EndAsync(id)).Expect(HttpStatusCode.Conflict);
        Assert.Empty((await compliance.ReadAsync($"/api/lists/decisions/{decision}/suppressions"))["items"].EnumerateArray());

        (await later.SetAsideAsync(later.Body(hit, entry))).Expect(HttpStatusCode.Created);
        await later.ListInForceAsync();
        Assert.Equal("green", (await later.ScanToAsync(phone)).Shown);
        // The one that ran out made room: the version holds one, not two.
        Assert.Equal(1, (await compliance.ReadAsync("/api/lists/versions?limit=1"))["items"][0].GetProperty("suppressions").GetInt32());
    }

    [Fact]
    public async Task SamePerson_SetAsideTwice_IsAConflictThatNamesTheFirst()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, decision) = await server.ScanToAsync(phone);
        var first = (await server.SetAsideAsync(server.Body(decision, entry))).Expect(HttpStatusCode.Created);
        var version = await VersionAsync();

        var again = (await server.SetAsideAsync(server.Body(decision, entry, daysAhead: 60))).Expect(HttpStatusCode.Conflict);

        Assert.Equal((first.Text("id"), server.Day(30)), (again.Text("id"), again.Text("until")));
        Assert.Equal(version, await VersionAsync());
    }

    /// <summary>Many at once: each is either published whole or told to come again, and the list that comes of it loads.</summary>
    [Fact]
    public async Task AtOnce_OfOnePersonOneWins_OfSeveralEachIsAddedOrToldToComeAgain()
    {
        var (one, others) = (SetAside.NewPhone(), Enumerable.Range(0, 3).Select(_ => SetAside.NewPhone()).ToList());
        var bodies = new List<JsonObject>();
        foreach (var phone in others.Prepend(one))
        {
            var entry = await server.ListAsync(phone);
            bodies.Add(server.Body((await server.ScanToAsync(phone)).DecisionId, entry));
        }

        await server.TokenAsync("compliance");
        var same = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.SetAsideAsync(bodies[0].DeepClone().AsObject())));
        Assert.Single(same, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(3, same.Count(answer => answer.Status == HttpStatusCode.Conflict));

        var pending = bodies[1..];
        while (pending.Count > 0)
        {
            var answers = await Task.WhenAll(pending.Select(body => server.SetAsideAsync(body.DeepClone().AsObject())));
            Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, $"{answer.Status} {answer.Body}"));
            Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Created);
            pending = [.. pending.Zip(answers).Where(pair => pair.Second.Status != HttpStatusCode.Created).Select(pair => pair.First)];
        }

        var store = server.Services.GetRequiredService<RiskListStore>();
        Assert.Equal((await store.CurrentAsync(Ct))!.Root, (await server.FreshListAsync()).Version);
        await server.ListInForceAsync();
        foreach (var phone in others.Prepend(one))
            Assert.Equal("green", (await server.ScanToAsync(phone)).Shown);
    }

    [Fact]
    public async Task SetAside_IsAuditedAndCountedInTheVersion_AndNothingOfThePersonIsShown()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, decision) = await server.ScanToAsync(phone);
        var added = (await server.SetAsideAsync(server.Body(decision, entry))).Expect(HttpStatusCode.Created);
        var id = added["id"].GetGuid();
        using var compliance = await server.ClientAsync("compliance");
        var version = (await compliance.ReadAsync("/api/lists/versions?limit=1"))["items"][0];
        await server.EndAsync(id);

        Assert.Equal((0, 0, 1, 0), (version.GetProperty("added").GetInt32(), version.GetProperty("ended").GetInt32(), version.GetProperty("suppressionsAdded").GetInt32(), version.GetProperty("suppressionsEnded").GetInt32()));
        foreach (var (action, detail) in new[] { ("suppression.added", SetAside.Reason), ("suppression.ended", "条目已经更正") })
        {
            var item = Assert.Single((await compliance.ReadAsync($"/api/audit?action={action}&limit=500"))["items"].EnumerateArray(), item => item.GetProperty("subject").GetString() == id.ToString());
            Assert.Equal(("compliance", detail), (item.GetProperty("userName").GetString(), item.GetProperty("detail").GetString()));
        }

        Assert.Contains((await compliance.ReadAsync("/api/audit?action=list.changed"))["items"].EnumerateArray(), item => item.GetProperty("subject").GetString() == version.GetProperty("version").GetString());
        var page = (await compliance.ReadAsync(SetAside.Path)).Body.ToString();
        Assert.DoesNotContain(phone, page, StringComparison.Ordinal);
        Assert.DoesNotContain("张演文", page, StringComparison.Ordinal);
        Assert.Contains($"{phone[..3]}****{phone[^4..]}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OfADecision_ShowsWhatIsSetAsideToday_FromWhicheverDecisionItCame()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, first) = await server.ScanToAsync(phone);
        var (_, second) = await server.ScanToAsync(phone);
        using var compliance = await server.ClientAsync("compliance");
        Assert.Empty((await compliance.ReadAsync($"/api/lists/decisions/{second}/suppressions")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        var id = (await server.SetAsideAsync(server.Body(first, entry))).Expect(HttpStatusCode.Created)["id"].GetGuid();

        var found = Assert.Single((await compliance.ReadAsync($"/api/lists/decisions/{second}/suppressions"))["items"].EnumerateArray());

        Assert.Equal((entry, "recipient", id), (found.GetProperty("entryId").GetString(), found.GetProperty("party").GetString(), found.GetProperty("suppression").GetProperty("id").GetGuid()));
        (await compliance.ReadAsync($"/api/lists/decisions/{Guid.NewGuid()}/suppressions")).Expect(HttpStatusCode.NotFound);
        // The list's pages go on from their last item.
        var page = (await compliance.ReadAsync($"{SetAside.Path}?limit=1"))["next"];
        Assert.All((await compliance.ReadAsync($"{SetAside.Path}?limit=1&before={(page.ValueKind == JsonValueKind.Null ? id : page.GetGuid())}"))["items"].EnumerateArray(), item => Assert.NotEqual(id, item.GetProperty("id").GetGuid()));
    }

    /// <summary>A suppression stands for the person, not for the parcel it was made from; but from facts that are gone none is made.</summary>
    [Fact]
    public async Task Erased_Parcel_LeavesTheSuppressionInForceAndGivesNoNewOne()
    {
        var (kept, late) = (SetAside.NewPhone(), SetAside.NewPhone());
        var (keptEntry, lateEntry) = (await server.ListAsync(kept), await server.ListAsync(late));
        var (_, first) = await server.ScanToAsync(kept);
        var (_, second) = await server.ScanToAsync(late);
        (await server.SetAsideAsync(server.Body(first, keptEntry))).Expect(HttpStatusCode.Created);
        await server.ListInForceAsync();
        await server.Database.WriteAsync(
            (connection, transaction) =>
            {
                foreach (var id in new[] { first, second })
                {
                    var waybill = Dapper.SqlMapper.QuerySingle<Guid>(connection, "SELECT waybill_id FROM decisions WHERE id = @Id", new { Id = id }, transaction);
                    DecisionStore.Erase(connection, transaction, waybill, DateTimeOffset.UtcNow);
                }
            },
            Ct);

        (await server.SetAsideAsync(server.Body(second, lateEntry))).Expect(HttpStatusCode.Conflict);

        using var compliance = await server.ClientAsync("compliance");
        Assert.Empty((await compliance.ReadAsync($"/api/lists/decisions/{first}/suppressions")).Expect(HttpStatusCode.OK)["items"].EnumerateArray());
        Assert.Equal("green", (await server.ScanToAsync(kept)).Shown);
    }

    [Fact]
    public async Task ListProofs_WithSuppressionsOnTheList_AreStillProved()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, decision) = await server.ScanToAsync(phone);
        (await server.SetAsideAsync(server.Body(decision, entry))).Expect(HttpStatusCode.Created);
        await server.ListInForceAsync();
        var (_, second) = await server.ScanToAsync(phone);
        var version = (await server.Services.GetRequiredService<DecisionStore>().FindAsync(second, Ct))!.Content!.Decision.ListVersion;

        var proved = Assert.Single((await server.Services.GetRequiredService<ListProofs>().FindAsync(version, [entry], [], new(2026, 11, 22), Ct)).Entries);

        var leaf = ListVersion.Leaf(proved.Entry, proved.Salt, new());
        Assert.Equal(version, ListVersion.RootFrom(leaf, proved.Index, proved.Count, proved.Path));
        var current = (await server.Services.GetRequiredService<RiskListStore>().CurrentAsync(Ct))!;
        Assert.Equal(current.EntryCount + current.SuppressionCount, proved.Count);
        Assert.True(current.SuppressionCount > 0);
    }

    [Fact]
    public async Task Altered_Suppression_IsNamedByTheCheckOfTheEvidence()
    {
        await using var own = await TestServer.StartAsync();
        var phone = SetAside.NewPhone();
        var entry = await own.ListAsync(phone);
        var id = (await own.SetAsideAsync(own.Body((await own.ScanToAsync(phone)).DecisionId, entry))).Expect(HttpStatusCode.Created)["id"].GetGuid();
        using var compliance = await own.ClientAsync("compliance");
        Assert.Empty((await compliance.ReadAsync("/api/evidence/check")).Expect(HttpStatusCode.OK)["problems"].EnumerateArray());

        await own.Database.WriteAsync((connection, transaction) => Dapper.SqlMapper.Execute(connection, "UPDATE risk_list_suppressions SET content_cipher = person_cipher", transaction: transaction), Ct);

        var problem = Assert.Single((await compliance.ReadAsync("/api/evidence/check")).Expect(HttpStatusCode.OK)["problems"].EnumerateArray());
        Assert.Equal((id, "the suppression does not give its leaf"), (problem.GetProperty("id").GetGuid(), problem.GetProperty("reason").GetString()));
    }

    private async Task<string?> VersionAsync()
    {
        using var analyst = await server.ClientAsync("analyst");
        return (await analyst.ReadAsync("/api/lists/versions?limit=1"))["items"][0].GetProperty("version").GetString();
    }

    private async Task<JsonElement> FindAsync(string state, Guid id)
    {
        using var analyst = await server.ClientAsync("analyst");
        return Assert.Single((await analyst.ReadAsync($"{SetAside.Path}?state={state}&limit=500")).Expect(HttpStatusCode.OK)["items"].EnumerateArray(), item => item.GetProperty("id").GetGuid() == id);
    }

    private async Task<int> OpenAlertsAsync()
    {
        using var compliance = await server.ClientAsync("compliance");
        return (await compliance.ReadAsync("/api/alerts?state=open&limit=500")).Expect(HttpStatusCode.OK)["items"].GetArrayLength();
    }
}
