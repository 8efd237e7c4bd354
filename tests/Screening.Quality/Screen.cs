using System.Text.Json;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Screening.Tests.Lexicon;

namespace LogisticsScreening.Screening.Quality;

/// <summary>What the shipped policy and word lists make of a declaration on an otherwise ordinary parcel, and of its parties.</summary>
internal sealed class Screen
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions PolicyJson = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip };
    private static readonly byte[] NeverDrawn = [0, 0, 0, 0, 0, 0, 0x27, 0x0F, .. new byte[24]];

    private static readonly Party Sender = new() { Name = "林演一", Phone = "13800000001", Address = "云南省昆明市演示路1号" };
    private static readonly Party Recipient = new() { Name = "陈演二", Phone = "13700000002", Address = "云南省景洪市示例街2号" };

    private readonly ScreeningPolicy policy;

    public Screen(LexiconData data, RiskList? list = null)
    {
        var document = JsonSerializer.Deserialize<PolicyDocument>(File.ReadAllText(Path.Combine(ReferenceRows.Folder, "policy.json")), PolicyJson)!;
        var lexicon = LexiconCompiler.Compile(data).Lexicon ?? throw new InvalidOperationException("db/reference does not compile.");
        var bases = document.Outcomes.Values.Select(o => o.LegalBasis).OfType<string>().ToHashSet();
        (var compiled, var problems) = PolicyCompiler.Compile(document, lexicon, ReferenceRows.Documents(), list ?? RiskList.Empty, bases, []);
        policy = compiled ?? throw new InvalidOperationException(string.Join("; ", problems));
    }

    /// <summary>The findings about wildlife words; empty when the text passes as ordinary goods.</summary>
    public Finding[] Wildlife(string declared) => [.. Decide(declared).Findings.Where(f => f.Code.StartsWith("contents.wildlife", StringComparison.Ordinal) || f.Code == "contents.papersNeeded")];

    public Decision Decide(string declared) => Decide(declared, Sender, Recipient);

    public Decision Decide(string declared, Party sender, Party recipient) => Screener.Screen(
        new()
        {
            Waybill = new()
            {
                Number = "TEST1",
                Carrier = "TEST",
                Sender = sender,
                Recipient = recipient,
                Items = [new() { Description = declared, Quantity = 1 }],
            },
            Scan = ScanKind.Acceptance,
            Depot = "TEST-01",
        },
        policy,
        Now,
        NeverDrawn);
}
