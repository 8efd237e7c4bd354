using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Screening.Tests.Lexicon;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Decisions a second of the core alone, one thread, with the policy and word lists of db/reference and invented parcels:
/// registered senders, declarations of <see cref="OrdinaryTexts"/>, lists of growing length (<see cref="InventedList"/>) of which one parcel in a thousand is found.
/// </summary>
internal static class CoreBenchmark
{
    private const int Waybills = 100_000;
    private static readonly int[] ListSizes = [1_000, 100_000, 1_000_000];
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);

    public static void Run(Report report)
    {
        var data = ReferenceRows.Load();
        var lexicon = LexiconCompiler.Compile(data).Lexicon!;
        var texts = OrdinaryTexts.Make(Waybills, seed: 20261123, shortest: 12, longest: 32, [.. data.Terms.Select(t => t.Term)]);
        var facts = texts.Select(Facts).ToArray();
        var seeds = facts.Select(f => Screener.SeedOf("benchmark"u8, f.Waybill.Carrier, f.Waybill.Number, f.Issue)).ToArray();

        var policies = new List<ScreeningPolicy>();
        foreach (var size in ListSizes)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var watch = Stopwatch.StartNew();
            var list = RiskList.Compile(InventedList.Make(size), "benchmark");
            report.Remark($"List of {size:N0} entries: compiled in {watch.Elapsed.TotalSeconds:N2} s, {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:N0} MB.");
            policies.Add(Policy(lexicon, list));
        }

        var found = facts.Select((f, i) => Screener.Screen(f, policies[0], Now, seeds[i]).Findings.Count > 0).ToArray();
        report.Remark($"{Waybills:N0} invented waybills of {texts.Average(t => t.Length):N1} declared characters, {found.Count(f => f) * 100.0 / Waybills:N1} % with findings.");
        var clean = Enumerable.Range(0, Waybills).Where(i => !found[i]).ToArray();
        var all = Enumerable.Range(0, Waybills).ToArray();
        Action[] runs = [.. policies.Select(p => Run(p, all)), Run(policies[^1], clean)];
        var times = Measure.Turns(runs);
        for (var i = 0; i < ListSizes.Length; i++)
            Row($"decisions, list of {ListSizes[i]:N0} entries", times[i], all.Length);
        Row($"decisions without findings, longest list", times[^1], clean.Length);
        report.Remark($"Growth from {ListSizes[0]:N0} to {ListSizes[^1]:N0} entries: time for a waybill x {times[ListSizes.Length - 1].Seconds / times[0].Seconds:N2}.");

        void Row(FormattableString what, Timing time, int count) => report.Row(FormattableString.Invariant(what), time, count, "waybills/s", count);
        Action Run(ScreeningPolicy policy, int[] which) => () =>
        {
            foreach (var i in which)
                Screener.Screen(facts[i], policy, Now, seeds[i]);
        };
    }

    private static ScreeningPolicy Policy(CompiledLexicon lexicon, RiskList list)
    {
        var path = Path.Combine(ReferenceRows.Folder, "policy.json");
        var document = JsonSerializer.Deserialize<PolicyDocument>(File.ReadAllText(path), JsonSerializerOptions.Web)!;
        var bases = document.Outcomes.Values.Select(o => o.LegalBasis).OfType<string>().ToHashSet();
        var (policy, problems) = PolicyCompiler.Compile(document, lexicon, ReferenceRows.Documents(), list, bases, [("policy.json", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path))))]);
        return policy ?? throw new InvalidOperationException(string.Join("; ", problems));
    }

    private static ParcelFacts Facts(string text, int i)
    {
        var random = new Random(i);
        var sender = InventedList.Person(random);
        return new ParcelFacts
        {
            Waybill = new Waybill
            {
                Number = $"TEST{i:0000000000}",
                Carrier = "TEST",
                Sender = new Party { Name = sender, Phone = i % 1000 == 0 ? InventedList.ListedPhone : $"138{i:00000000}", Address = InventedList.Address(random) },
                Recipient = new Party { Name = InventedList.Person(random), Phone = $"137{i:00000000}", Address = InventedList.Address(random) },
                Items = [new DeclaredItem { Description = text, Quantity = 1 + i % 3, Unit = "套", Weight = 2_500, Value = new Money("59.00", "CNY") }],
                Weight = 2_700,
            },
            Scan = ScanKind.Acceptance,
            Depot = "KMG-01",
            SenderRegistration = new RegistrationFact { Answer = RegistryAnswer.Found, Name = sender, IdType = IdType.ResidentId, ValidUntil = new DateOnly(2030, 1, 1) },
        };
    }
}
