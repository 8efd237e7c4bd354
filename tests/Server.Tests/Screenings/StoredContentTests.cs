using LogisticsScreening.Screening;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.Screenings;

namespace LogisticsScreening.Server.Tests.Screenings;

/// <summary>What was decided on comes back from the database byte for byte.</summary>
public sealed class StoredContentTests
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero).AddMicroseconds(123_456);

    public static TheoryData<int> Kinds => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Content_ReadAndWrittenAgain_HasTheSameBytes(int kind)
    {
        var facts = Facts(kind);
        var seed = Screener.SeedOf(new byte[32], facts.Waybill.Carrier, facts.Waybill.Number, facts.Issue);
        var decision = Screener.Screen(facts, Policy(), Now, seed);
        Assert.Equal(kind == 0, decision.Findings.All(f => f.Check == Check.Control));
        var json = new CanonicalJson();
        DecisionContent.Write(json, facts, decision, seed);
        var before = json.Written.ToArray();

        var read = StoredContent.Read(before);
        var again = new CanonicalJson();
        DecisionContent.Write(
            again,
            read.Facts,
            decision with
            {
                DecidedAt = read.Decision.DecidedAt,
                EngineVersion = read.Decision.EngineVersion,
                Findings = read.Decision.Findings,
                Instruction = read.Decision.Instruction,
                Lane = read.Decision.Lane,
                ListVersion = read.Decision.ListVersion,
                PolicyVersion = read.Decision.PolicyVersion,
                Courier = decision.Courier with { Shown = read.Decision.Shown },
            },
            Convert.FromHexString(read.Seed));
        Assert.Equal(System.Text.Encoding.UTF8.GetString(before), System.Text.Encoding.UTF8.GetString(again.Written));

        // And deciding again on what was read gives the same decision: a replay needs nothing else.
        Assert.Equal(decision.ContentHash, Screener.Screen(read.Facts, Policy(), read.Decision.DecidedAt, Convert.FromHexString(read.Seed)).ContentHash);
    }

    private static LogisticsScreening.Screening.Policies.ScreeningPolicy Policy() =>
        ReferenceData.Load(Path.Combine(AppContext.BaseDirectory, "reference")).Compile(RiskList.Empty);

    private static ParcelFacts Facts(int kind)
    {
        Assert.True(IdNumber.TryParse(IdType.ResidentId, "530102198503120118", Policy().Documents, out var document));
        Assert.True(IdNumber.TryParse(IdType.Passport, "E12", Policy().Documents, out var odd));
        var plain = new Waybill
        {
            Number = "SF1390000099901",
            Carrier = "SF",
            Sender = new() { Name = "赵演一", Phone = "13900000101", Address = "云南省昆明市演示路1号", Document = document },
            Recipient = new() { Name = "Müller \"Ö\" \\ \u2028", Phone = "+49 30 123456", Address = "Straße 1\t2\n3" },
            Items = [new() { Description = "折扇", Quantity = 1 }],
        };
        var full = plain with
        {
            Depot = "KMG-01",
            ContentKind = ContentKind.Document,
            Channel = Channel.Locker,
            Sender = plain.Sender with
            {
                PhoneKind = PhoneKind.Virtual,
                Country = "CN",
                OrganisationCode = "91530102MA0DEM0N3C",
                Accounts = ["wechat:甲", "taobao:😀"],
                Agent = new() { Name = "许演青", Phone = "139****0120", PhoneKind = PhoneKind.Masked, Document = odd },
            },
            Items =
            [
                new() { Description = SampleIvory, Nature = "handicraft", Quantity = 2, Unit = "件", Weight = 0, Value = new("0.10", "CNY"), HsCode = "9601.10" },
                new() { Description = "折\u200B扇", Quantity = 1_000_000 },
            ],
            Weight = 10_000_000,
            Size = [1, 20_000, 3],
            Pieces = 3,
            ParentNumber = "SF0000",
            ReturnOf = "SF0001",
            InsuredValue = new("999999999999.99", "USD"),
            CashOnDelivery = new("0", "CNY"),
            Agreement = new("A-1", new DateOnly(2026, 2, 28)),
            Remarks = "<b>备注</b>",
            CreatedAt = Now.ToOffset(TimeSpan.FromHours(8)),
        };
        return kind switch
        {
            0 => new() { Waybill = plain with { Recipient = plain.Recipient with { Phone = "13900000201" } }, Scan = ScanKind.Acceptance, Depot = "KMG-01" },
            1 => new() { Waybill = full, Scan = ScanKind.Handover, Depot = "JH-01", Issue = 4, Version = 7 },
            _ => new()
            {
                Waybill = full with { Channel = Channel.Counter, ContentKind = ContentKind.Parcel },
                Scan = ScanKind.Acceptance,
                Depot = "KMG-01",
                SenderRegistration = new() { Answer = RegistryAnswer.Found, Name = "赵演二", IdType = IdType.ResidentId, ValidUntil = new DateOnly(2020, 1, 1), Status = RegistrationStatus.Lost, NumberKey = document!.Key },
                AgentRegistration = new() { Answer = RegistryAnswer.NotFound },
            },
        };
    }

    private const string SampleIvory = "象牙手串";
}
