using System.Net;
using System.Text.Json;
using LogisticsScreening.Server.Tests.Intake;
using LogisticsScreening.Server.Tests.Screenings;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>A parcel that is red for a hit and for its words: setting the hit aside tells nobody anything new, and hides nothing that is.</summary>
public sealed class SuppressionAlertTests(TwoDepots depots) : IClassFixture<TwoDepots>
{
    private const string Red = "red inspectThoroughly";
    private const string Green = "green inspectAsUsual";
    private readonly TestServer server = depots.Server;

    [Fact]
    public async Task SetAsideBesideAnotherReason_TheAlertStaysTheOnlyOneAndGoesWithTheParcel()
    {
        var (number, _, _) = await HitAndWordsAsync();
        Assert.Equal(Red, await server.ScanAsync(number, "departure"));
        var alert = await server.AlertAsync("supervisor", number);

        Assert.Equal(Red, await server.ScanAsync(number, "depot", SecondDepot.Code));
        // The second depot is shown what the parcel is red for: the findings of the first one's alert.
        var there = await server.AlertAsync("supervisor2", number, SecondDepot.Code);
        Assert.Equal(Codes(alert), Codes(there));
        Assert.Contains("riskList.phone", Codes(there));

        await server.ActAsync("supervisor2", number, "release", SecondDepot.Code);
        Assert.Equal(Green, await server.ScanAsync(number, "departure", SecondDepot.Code));
        Assert.Equal(Green, await server.ScanAsync(number, "delivery"));
        await server.AlertAsync("supervisor", number);
        await server.AlertAsync("supervisor2", number, SecondDepot.Code);
    }

    [Fact]
    public async Task ReleasedAndThenSetAside_StaysReleased()
    {
        var (number, _, _) = await HitAndWordsAsync(released: true);
        Assert.Equal(Green, await server.ScanAsync(number, "departure"));
        Assert.Equal("released", (await server.AlertAsync("supervisor", number)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OtherGoodsAfterwards_RaiseAgain(bool released)
    {
        var (number, phone, _) = await HitAndWordsAsync(released);
        using var orders = await server.ClientAsync("admin");
        (await orders.SendAsync("/api/waybills", SampleWaybills.Waybill(number, SampleWaybills.Fireworks).With("recipient.phone", phone).With("supersedes", 1).With("reason", "更正品名"))).Expect(HttpStatusCode.OK);
        await server.ScanAsync(number, "departure");
        Assert.Equal(2, await AlertsAsync(number));
    }

    /// <summary>Whoever released the words had not been told of the hit.</summary>
    [Fact]
    public async Task SetAsideAtFirstAndEndedLater_TheHitRaisesAgain()
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var (_, hit) = await server.ScanToAsync(phone);
        var id = (await server.SetAsideAsync(server.Body(hit, entry))).Expect(HttpStatusCode.Created)["id"].GetGuid();
        await server.ListInForceAsync();
        var number = await server.SentAsync(SampleWaybills.Ivory, waybill => waybill.With("recipient.phone", phone));
        Assert.Equal(Red, await server.ScanAsync(number, "acceptance"));
        await server.ActAsync("supervisor", number, "release");
        Assert.Equal(Green, await server.ScanAsync(number, "departure"));

        (await server.EndAsync(id)).Expect(HttpStatusCode.NoContent);
        await server.ListInForceAsync();

        Assert.Equal(Red, await server.ScanAsync(number, "handover"));
        Assert.Equal(2, await AlertsAsync(number));
    }

    /// <summary>A parcel to a listed phone, declared as ivory and scanned; then the hit is set aside.</summary>
    private async Task<(string Number, string Phone, Guid Suppression)> HitAndWordsAsync(bool released = false)
    {
        var phone = SetAside.NewPhone();
        var entry = await server.ListAsync(phone);
        var number = await server.SentAsync(SampleWaybills.Ivory, waybill => waybill.With("recipient.phone", phone));
        Assert.Equal(Red, await server.ScanAsync(number, "acceptance"));
        var alert = await server.AlertAsync("supervisor", number);
        if (released)
            await server.ActAsync("supervisor", number, "release");
        var decision = alert.GetProperty("decision").GetProperty("id").GetGuid();
        var id = (await server.SetAsideAsync(server.Body(decision, entry))).Expect(HttpStatusCode.Created)["id"].GetGuid();
        await server.ListInForceAsync();
        return (number, phone, id);
    }

    private async Task<int> AlertsAsync(string number)
    {
        using var supervisor = await server.ClientAsync("supervisor");
        return (await TipOffTests.AlertsAsync(supervisor, number)).Count;
    }

    private static IEnumerable<string?> Codes(JsonElement alert) => alert.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString());
}
