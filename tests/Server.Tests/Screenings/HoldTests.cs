using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>A supervisor's hold stops the parcel at every later scan anywhere until it is taken back; silently where the courier must not learn why.</summary>
public sealed class HoldTests(TwoDepots depots) : IClassFixture<TwoDepots>
{
    private const string Red = "red inspectThoroughly";
    private const string Stop = "refuse stopAndSecure";
    private const string Green = "green inspectAsUsual";
    private readonly TestServer server = depots.Server;

    [Fact]
    public async Task HeldForItsWords_IsStoppedAtEveryScanUntilReleased()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);
        Assert.Equal(Red, await server.ScanAsync(number, "acceptance"));
        await server.ActAsync("supervisor", number, "hold");
        // Taken in and held is to be kept: sending it back to its sender would lose it.
        foreach (var kind in new[] { "acceptance", "departure", "return", "cancelled" })
            Assert.Equal(Stop, await server.ScanAsync(number, kind));
        Assert.Equal(Stop, await server.ScanAsync(number, "delivery", SecondDepot.Code));
        Assert.Equal("hold", (await server.AlertAsync("supervisor2", number, SecondDepot.Code)).GetProperty("lane").GetString());

        // Another depot's release does not take a hold back; whoever may see the held alert does.
        await server.ActAsync("supervisor2", number, "release", SecondDepot.Code);
        Assert.Equal(Stop, await server.ScanAsync(number, "delivery", SecondDepot.Code));
        await server.ActAsync("areaManager", number, "release");
        Assert.Equal(Green, await server.ScanAsync(number, "delivery", SecondDepot.Code));
        Assert.Equal(Green, await server.ScanAsync(number, "departure"));
    }

    [Fact]
    public async Task HeldAndCorrected_StaysStopped()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);
        await server.ScanAsync(number, "acceptance");
        await server.ActAsync("supervisor", number, "hold");
        using var orders = await server.ClientAsync("admin");
        (await orders.SendAsync("/api/waybills", SampleWaybills.Waybill(number).With("supersedes", 1).With("reason", "寄件人更正品名"))).Expect(System.Net.HttpStatusCode.OK);
        Assert.Equal(Stop, await server.ScanAsync(number, "departure"));
    }

    [Fact]
    public async Task ReleasedThenHeld_IsStoppedAgain()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);
        await server.ScanAsync(number, "acceptance");
        await server.ActAsync("supervisor", number, "release");
        Assert.Equal(Green, await server.ScanAsync(number, "departure"));
        await server.ActAsync("supervisor", number, "hold");
        Assert.Equal(Stop, await server.ScanAsync(number, "departure"));
        await server.ActAsync("supervisor", number, "release");
        Assert.Equal(Green, await server.ScanAsync(number, "departure"));
    }

    [Fact]
    public async Task HeldForAListHit_LooksToTheCourierLikeBefore()
    {
        var number = await server.SentAsync("折扇", waybill => waybill.With("recipient.phone", SampleWaybills.ListedPhone));
        Assert.Equal(Red, await server.ScanAsync(number, "acceptance"));
        await server.ActAsync("supervisor", number, "hold");
        foreach (var kind in new[] { "acceptance", "departure", "delivery" })
            Assert.Equal(Red, await server.ScanAsync(number, kind));
        // The people of the next depot learn that it is to be stopped.
        Assert.Equal(Red, await server.ScanAsync(number, "depot", SecondDepot.Code));
        Assert.Equal("hold", (await server.AlertAsync("supervisor2", number, SecondDepot.Code)).GetProperty("lane").GetString());
        // A hold after a release turns the green back to red, and says no more.
        await server.ActAsync("supervisor", number, "release");
        Assert.Equal(Green, await server.ScanAsync(number, "departure"));
        await server.ActAsync("supervisor", number, "hold");
        Assert.Equal(Red, await server.ScanAsync(number, "departure"));
    }

    [Fact]
    public async Task HeldAboveTheDepotForConduct_IsSilentlyRedAndShowsNothingAtTheDepot()
    {
        using var courier = await server.ClientAsync("courier");
        var number = server.UndrawnNumber();
        Assert.Equal("yellow", (await courier.SendAsync("/api/scans", RewordingTests.Inline(number, "礼品"))).Text("shown"));
        Assert.Equal("yellow", (await courier.SendAsync("/api/scans", RewordingTests.Inline(number, "折扇", 1))).Text("shown"));
        Assert.Equal("yellow checkPapers", await server.ScanAsync(number, "departure"));
        await server.ActAsync("areaManager", number, "hold");
        Assert.Equal(Red, await server.ScanAsync(number, "departure"));
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Empty(await TipOffTests.AlertsAsync(supervisor, number));
        await server.ActAsync("areaManager", number, "release");
        Assert.Equal("yellow checkPapers", await server.ScanAsync(number, "departure"));
    }
}
