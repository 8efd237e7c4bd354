using System.Net;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>What was posted before tells on what is posted now, and is forgotten with its window. Each test has people of its own.</summary>
public sealed class PostingHistoryTests : IAsyncLifetime
{
    private readonly ShiftedClock clock = new();
    private TestServer server = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(clock);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task OnePhone_UnderAThirdName_IsToldToTheRegion_AndLooksLikeAnIdentityCheckToTheCourier()
    {
        await PostAsync("13977700011", "甲演一", "13977700019");
        await PostAsync("13977700011", "甲演一", "13977700019");
        Assert.Empty(await BehaviourAsync(await PostAsync("13977700011", "乙演二", "13977700019")));
        var third = await PostAsync("+86 139-7770-0011", "丙演三", "13977700019");
        Assert.Equal(("yellow", "checkIdentity"), (third.Text("shown"), third["instruction"].GetProperty("code").GetString()));
        Assert.Equal(["behaviour.phoneOfManyNames"], await BehaviourAsync(third));
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.DoesNotContain("behaviour", (await supervisor.ReadAsync($"/api/decisions/{third["decisionId"].GetGuid()}")).Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(4L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM postings WHERE sender_phone_key IS NOT NULL"));

        // The window has passed: the same is no more than a new parcel.
        clock.Ahead = TimeSpan.FromDays(31);
        server.ForgetTokens();
        Assert.Empty(await BehaviourAsync(await PostAsync("13977700011", "丁演四", "13977700019")));
    }

    [Fact]
    public async Task SixSmallParcels_OfFourSendersToOneRecipient_AreNoticedAtTheSixth()
    {
        var codes = new List<string>();
        for (var i = 0; i < 6; i++)
            codes.AddRange(await BehaviourAsync(await PostAsync($"1397770002{i % 4}", $"戊演{"一二三四"[i % 4]}", "13977700029")));
        Assert.Equal(["behaviour.manyToRecipient"], codes);
        // A heavy one to the same recipient is none of them.
        Assert.Empty(await BehaviourAsync(await PostAsync("13977700020", "戊演一", "13977700029", grams: 4_000)));
    }

    [Fact]
    public async Task SameParcel_ScannedAgainAndCorrected_IsOnePosting()
    {
        var number = server.UndrawnNumber();
        using var courier = await server.ClientAsync("courier");
        var waybill = Waybill(number, "13977700031", "己演一", "13977700039", 150);
        for (var i = 0; i < 3; i++)
            (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: i == 0 ? waybill : null, kind: i == 0 ? "acceptance" : "depot"))).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/waybills", Waybill(number, "13977700031", "己演二", "13977700039", 150).With("supersedes", 1).With("reason", "姓名写错"))).Expect(HttpStatusCode.OK);
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, kind: "depot"))).Expect(HttpStatusCode.OK);
        Assert.Equal((1L, 2L), (await server.ScalarAsync<long>("SELECT COUNT(*) FROM postings"), await server.ScalarAsync<long>("SELECT MAX(waybill_version) FROM postings")));
    }

    [Fact]
    public async Task Document_InAnotherRegionOnTheSameDay_Counts_AndNotOnTheNext()
    {
        await PostAsync("13977700041", "庚演一", "13977700049", document: "530102199003070017");
        var store = new PostingStore(server.Database, depot => ValueTask.FromResult<string?>(depot[..1]));
        var keys = new PostingKeys
        {
            SenderPhone = null,
            SenderName = null,
            SenderNumber = server.Services.GetRequiredService<BlindIndex>().Compute("postings.number", IdNumber.KeyOf("530102199003070017")),
            RecipientPhone = null,
            Weight = null,
        };
        async Task<int> RegionsAsync(string depot, DateTimeOffset now) => (await store.FindAsync(Guid.NewGuid(), keys, depot, new(30, 7, 500, 730), now, Ct))?.RegionsToday ?? 0;
        var now = clock.GetUtcNow();
        Assert.Equal(1, await RegionsAsync("SHA-01", now));
        Assert.Equal(0, await RegionsAsync("KUN-01", now));
        Assert.Equal(0, await RegionsAsync(SampleWaybills.Depot, now));
        Assert.Equal(0, await RegionsAsync("SHA-01", now.AddDays(1)));
    }

    [Fact]
    public async Task Postings_OutsideEveryWindow_AreForgotten_AndThoseOfAnErasedParcelAtOnce()
    {
        await PostAsync("13977700051", "辛演一", "13977700059");
        await PostAsync("13977700052", "辛演二", "13977700059");
        using var compliance = await server.ClientAsync("compliance");
        (await compliance.SendAsync("/api/personal-data/erasures", new System.Text.Json.Nodes.JsonObject { ["phone"] = "13977700051", ["reason"] = "本人请求删除" })).Expect(HttpStatusCode.OK);
        Assert.Equal(1L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM postings"));
        var job = ActivatorUtilities.CreateInstance<ForgetPostingsJob>(server.Services, (TimeProvider)clock);
        Assert.Null(await job.RunAsync(Ct));
        clock.Ahead = TimeSpan.FromDays(32);
        Assert.Equal("1 postings forgotten", await job.RunAsync(Ct));
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM postings"));
    }

    private static System.Text.Json.Nodes.JsonObject Waybill(string number, string phone, string name, string to, int grams, string? document = null)
    {
        var waybill = SampleWaybills.Waybill(number).With("sender.phone", phone).With("sender.name", name).With("recipient.phone", to).With("weight", grams).With("items.0.weight", grams - 20);
        return document is null ? waybill.Without("sender.idNumber").Without("sender.idType") : waybill.With("sender.idNumber", document);
    }

    private async Task<JsonAnswer> PostAsync(string phone, string name, string to, int grams = 150, string? document = null)
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        return (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: Waybill(number, phone, name, to, grams, document)))).Expect(HttpStatusCode.OK);
    }

    private async Task<string[]> BehaviourAsync(JsonAnswer scan)
    {
        using var compliance = await server.ClientAsync("compliance");
        var decision = (await compliance.ReadAsync($"/api/decisions/{scan["decisionId"].GetGuid()}")).Expect(HttpStatusCode.OK).Body;
        return [.. decision.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()!).Where(c => c.StartsWith("behaviour.", StringComparison.Ordinal))];
    }
}
