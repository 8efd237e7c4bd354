using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Intake;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Screenings;
using LogisticsScreening.Server.Tests.Screenings;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Intake;

/// <summary>A correction that is stored after a scan has read its waybill and before the scan is committed. The answer of the registry stands between the two, and here it takes its time.</summary>
public sealed class CorrectedMeanwhileTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Harmless = "折扇";

    private static readonly CurrentUser Courier = new(
        new() { Id = Guid.NewGuid(), UserName = "courier", DisplayName = "courier", Roles = new HashSet<Role> { Role.Courier }, Units = [], Disabled = false },
        Guid.Empty,
        new([]),
        new(2026, 11, 22));

    private readonly WaybillStore waybills = server.Services.GetRequiredService<WaybillStore>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FirstScan_AnswersForTheCorrectionAndKeepsNoDecisionOnWhatWasReplaced(bool typed)
    {
        var number = await server.SentAsync(Harmless);
        var scan = Incoming(number);

        var outcome = await Intake(look => look == 1 ? CorrectAsync(number, 1, SampleWaybills.Ivory, typed) : Task.CompletedTask).PutAsync(scan, Courier, Ct);

        var stored = Assert.IsType<ScanOutcome.Acknowledged>(outcome).Scan;
        Assert.Equal(Shown.Red, stored.Answer.Shown);
        var decisions = await server.Services.GetRequiredService<DecisionStore>().OfWaybillAsync(stored.WaybillId, Ct);
        Assert.Equal([(stored.DecisionId, 2)], decisions.Select(decision => (decision.Id, decision.Content!.Facts.Version)));
        using var supervisor = await server.ClientAsync("supervisor");
        Assert.Single(await TipOffTests.AlertsAsync(supervisor, number));
    }

    /// <summary>Typed over at the very moment of the scan, the words that were replaced count as ever.</summary>
    [Fact]
    public async Task FirstScan_OfWordsTypedOverMeanwhile_StaysRed()
    {
        var number = await server.SentAsync(SampleWaybills.Ivory);

        var outcome = await Intake(look => look == 1 ? CorrectAsync(number, 1, Harmless, typed: true) : Task.CompletedTask).PutAsync(Incoming(number), Courier, Ct);

        Assert.Equal(Shown.Red, Assert.IsType<ScanOutcome.Acknowledged>(outcome).Scan.Answer.Shown);
        using var area = await server.ClientAsync("areaManager");
        Assert.Contains(await TipOffTests.AlertsAsync(area, number), alert => alert.GetProperty("type").GetString() == "conduct");
    }

    [Fact]
    public async Task CorrectedAtEveryLook_IsAskedToComeAgain_AndThenTaken()
    {
        var number = await server.SentAsync(Harmless);
        var scan = Incoming(number);
        var looks = 0;

        var outcome = await Intake(look => CorrectAsync(number, looks = look, look % 2 == 1 ? SampleWaybills.Ivory : Harmless, typed: false)).PutAsync(scan, Courier, Ct);

        Assert.IsType<ScanOutcome.Changing>(outcome);
        Assert.Equal(ScanIntake.MostLooks, looks);
        Assert.Null(await server.Services.GetRequiredService<ScanStore>().FindAsync(scan.ScanId, Ct));
        Assert.Equal(0L, await server.ScalarAsync<long>("SELECT COUNT(*) FROM decisions d JOIN waybills w ON w.id = d.waybill_id WHERE w.number = @Number", new { Number = number }));
        Assert.Equal(Shown.Red, Assert.IsType<ScanOutcome.Acknowledged>(await Intake(_ => Task.CompletedTask).PutAsync(scan, Courier, Ct)).Scan.Answer.Shown);
    }

    [Fact]
    public async Task Correction_OfAParcelThatIsErasedWhileItIsScreened_BringsNothingBack()
    {
        var number = await server.SentAsync(Harmless);
        var waybill = Assert.IsType<ScanOutcome.Acknowledged>(await Intake(_ => Task.CompletedTask).PutAsync(Incoming(number), Courier, Ct)).Scan.WaybillId;
        var desk = Desk(_ => server.Database.WriteAsync(
            (connection, transaction) =>
            {
                DecisionStore.Erase(connection, transaction, waybill, DateTimeOffset.UtcNow);
                WaybillStore.Erase(connection, transaction, waybill, DateTimeOffset.UtcNow);
            },
            Ct));
        var services = server.Services;
        var intake = new WaybillIntake(
            waybills,
            services.GetRequiredService<ScanStore>(),
            services.GetRequiredService<DecisionStore>(),
            new ParcelScreening(waybills, desk, services.GetRequiredService<CollectionStore>(), server.Database),
            desk,
            server.Database);
        var correction = Element(SampleWaybills.Waybill(number, SampleWaybills.Ivory).With("supersedes", 1).With("reason", "更正品名"));

        Assert.Equal(WaybillStatus.NewVersion, (await intake.PutAsync(1, new(correction, null), null, _ => true, Ct)).Status);

        Assert.All(await services.GetRequiredService<DecisionStore>().OfWaybillAsync(waybill, Ct), decision => Assert.Null(decision.Content));
    }

    /// <param name="meanwhile">Runs at each look at the sender's registration, with its number from 1.</param>
    private ScanIntake Intake(Func<int, Task> meanwhile)
    {
        var (services, desk) = (server.Services, Desk(meanwhile));
        return new(
            waybills,
            services.GetRequiredService<ScanStore>(),
            services.GetRequiredService<CollectionStore>(),
            services.GetRequiredService<CaughtWordings>(),
            new ParcelScreening(waybills, desk, services.GetRequiredService<CollectionStore>(), server.Database),
            desk,
            server.Database,
            services.GetRequiredService<BlindIndex>(),
            TimeProvider.System);
    }

    private ScreeningDesk Desk(Func<int, Task> meanwhile)
    {
        var services = server.Services;
        var (looks, registry) = (0, services.GetRequiredService<RegistrationReader>());
        return new(
            services.GetRequiredService<PolicySnapshot>(),
            services.GetRequiredService<KeyRing>(),
            services.GetRequiredService<FieldCipher>(),
            services.GetRequiredService<DecisionWriter>(),
            services.GetRequiredService<AlertSignal>(),
            TimeProvider.System,
            services.GetRequiredService<PostingStore>(),
            services.GetRequiredService<BlindIndex>(),
            async (key, ct) =>
            {
                await meanwhile(++looks);
                return await registry(key, ct);
            });
    }

    private async Task CorrectAsync(string number, int supersedes, string description, bool typed)
    {
        var correction = WaybillJson.Read(Element(SampleWaybills.Waybill(number, description).With("supersedes", supersedes).With("reason", "更正品名")), "", new FieldErrors(), SampleWaybills.Documents)!;
        var put = await waybills.PutAsync(correction, typed ? new Typist(Courier.UserId, Courier.UserName) : null, depot: null, Ct);
        Assert.Equal(PutOutcome.NewVersion, put.Outcome);
        Assert.Null(put.LastScan);
    }

    private static IncomingScan Incoming(string number) => ScanJson.Read(Element(SampleWaybills.Scan(number)), "", DateTimeOffset.UtcNow, new FieldErrors(), SampleWaybills.Documents)!;

    private static JsonElement Element(JsonObject json) => JsonSerializer.SerializeToElement(json);
}
