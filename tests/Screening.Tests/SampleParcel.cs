using System.Text.Json;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Screening.Tests.Lexicon;

namespace LogisticsScreening.Screening.Tests;

/// <summary>An ordinary invented parcel that goes green, to be changed by each test; and the shipped policy.</summary>
internal static class SampleParcel
{
    /// <summary>10:00 on 22 November in China.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly JsonSerializerOptions WebJson = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };
    private static readonly Lazy<CompiledLexicon> CompiledOnce = new(() => LexiconCompiler.Compile(ReferenceRows.Load()).Lexicon!);
    private static readonly Lazy<PolicyDocument> PolicyOnce = new(() =>
        JsonSerializer.Deserialize<PolicyDocument>(File.ReadAllText(Path.Combine(ReferenceRows.Folder, "policy.json")), WebJson)!);

    public static CompiledLexicon Lexicon => CompiledOnce.Value;

    public static DocumentTypes Documents { get; } = ReferenceRows.Documents();

    public static PolicyDocument ShippedPolicy => PolicyOnce.Value;

    public static Party Sender { get; } = new() { Name = "赵演一", Phone = "13900000101", Address = "云南省昆明市五华区演示路1号", Country = "CN" };

    public static Party Recipient { get; } = new() { Name = "张演文", Phone = "13900000201", Address = "上海市黄浦区示例路201号", Country = "CN" };

    public static Waybill Waybill { get; } = new()
    {
        Number = "SF1390000000001",
        Carrier = "SF",
        Depot = "KMG-01",
        Sender = Sender,
        Recipient = Recipient,
        Items = [new() { Description = "纯棉连衣裙", Nature = "clothing", Quantity = 1, Unit = "件", Weight = 420, Value = new("189.00", "CNY") }],
        Weight = 470,
        Pieces = 1,
        Remarks = "请轻放",
    };

    public static RegistrationFact Registered { get; } = new()
    {
        Answer = RegistryAnswer.Found,
        Name = Sender.Name,
        IdType = IdType.ResidentId,
        NumberKey = IdNumber.KeyOf("530102198503120118"),
        ValidUntil = new(2032, 1, 15),
    };

    public static ParcelFacts Facts { get; } = new() { Waybill = Waybill, Scan = ScanKind.Acceptance, Depot = "KMG-01", SenderRegistration = Registered };

    public static RiskListEntry Entry { get; } = new()
    {
        Id = "entry-1",
        Kind = RiskListKind.Phone,
        Value = "13900000101",
        Source = "invented for a test",
        Reason = "演示 / demo",
        LawfulBasis = "wildlife-protection-law-34",
        Confidence = 9_000,
        From = new(2026, 1, 1),
        Until = new(2026, 12, 31),
    };

    /// <summary>A seed whose draw is never a control sample, as long as the rate is below 99.99 %.</summary>
    public static byte[] Undrawn { get; } = [0, 0, 0, 0, 0, 0, 0x27, 0x0F, .. new byte[24]];

    public static byte[] Drawn { get; } = new byte[Screener.SeedBytes];

    public static ParcelFacts Declaring(params string[] descriptions) => Facts with
    {
        Waybill = Waybill with { Items = [.. descriptions.Select(d => new DeclaredItem { Description = d, Quantity = 1 })], Remarks = null },
    };

    public static ParcelFacts From(Party sender) => Facts with { Waybill = Waybill with { Sender = sender } };

    public static ParcelFacts To(Party recipient) => Facts with { Waybill = Waybill with { Recipient = recipient } };

    public static RiskList List(params IEnumerable<RiskListEntry> entries) => RiskList.Compile(entries, "test");

    public static ScreeningPolicy Policy(RiskList? list = null, PolicyDocument? document = null, params IEnumerable<NameShare> nameShares)
    {
        var (policy, problems) = Compile(document ?? ShippedPolicy, list, nameShares);
        Assert.Empty(problems);
        return policy!;
    }

    public static (ScreeningPolicy? Policy, IReadOnlyList<PolicyProblem> Problems) Compile(PolicyDocument document, RiskList? list = null, IEnumerable<NameShare>? nameShares = null) => PolicyCompiler.Compile(
        document,
        Lexicon,
        Documents,
        list ?? RiskList.Empty,
        document.Outcomes.Values.Select(o => o.LegalBasis).OfType<string>().Where(b => b != "unknown-basis").ToHashSet(),
        [("policy.json", "test")],
        nameShares);

    /// <summary>The same rules, with every code leading to that lane.</summary>
    public static PolicyDocument AllLeadingTo(string lane) => ShippedPolicy with
    {
        Outcomes = ShippedPolicy.Outcomes.ToDictionary(
            o => o.Key,
            o => o.Value with { Lane = lane, Instruction = lane == "yellow" ? "checkPapers" : null },
            StringComparer.Ordinal),
    };

    public static Screening.Decisions.Decision Screen(ParcelFacts facts, ScreeningPolicy? policy = null, byte[]? seed = null) =>
        Screener.Screen(facts, policy ?? Policy(), Now, seed ?? Undrawn);

    public static string[] Codes(ParcelFacts facts, RiskList? list = null) => [.. Screen(facts, Policy(list)).Findings.Select(f => f.Code)];
}
