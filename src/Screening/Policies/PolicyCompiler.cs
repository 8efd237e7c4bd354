using System.Security.Cryptography;
using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Rules;

namespace LogisticsScreening.Screening.Policies;

/// <summary>Turns a policy file and its lexicon into a <see cref="ScreeningPolicy"/>, or says everything that is wrong with it.</summary>
public static class PolicyCompiler
{
    private const int WidestOffsetMinutes = 14 * 60;

    /// <param name="sources">Name and content hash of every file the policy was made from; they give its version.</param>
    /// <param name="legalBases">Ids that outcomes may cite.</param>
    /// <param name="nameShares">How frequent names are among the operator's registrations; none: as published figures let estimate.</param>
    /// <returns>A policy, or null with at least one problem.</returns>
    public static (ScreeningPolicy? Policy, IReadOnlyList<PolicyProblem> Problems) Compile(
        PolicyDocument document,
        CompiledLexicon lexicon,
        DocumentTypes documents,
        RiskList list,
        IReadOnlySet<string> legalBases,
        IEnumerable<(string Name, string Sha256)> sources,
        IEnumerable<NameShare>? nameShares = null)
    {
        var problems = new List<PolicyProblem>();
        if (Math.Abs(document.UtcOffsetMinutes) > WidestOffsetMinutes)
            problems.Add(new("utcOffsetMinutes", $"must be between -{WidestOffsetMinutes} and {WidestOffsetMinutes}"));

        var (rules, codes) = Rules(document, problems);
        var outcomes = Outcomes(document, codes, legalBases, problems);
        if (problems.Count > 0)
            return (null, problems);
        return (new(VersionOf(sources), TimeSpan.FromMinutes(document.UtcOffsetMinutes), rules, outcomes, lexicon, documents, list, new(nameShares ?? [])), []);
    }

    private static (List<Rule> Rules, HashSet<string> Codes) Rules(PolicyDocument document, List<PolicyProblem> problems)
    {
        // Rules run in the order of the registry, whatever order the file has: code words ask what the risk list found.
        var rules = new SortedDictionary<int, Rule>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, written) in document.Rules.Index())
        {
            if (written is null)
            {
                problems.Add(new($"rules[{index}]", "is null"));
                continue;
            }

            var place = RuleKinds.All.Index().FirstOrDefault(k => k.Item.Name == written.Kind, (-1, null!)).Index;
            if (place < 0)
            {
                problems.Add(new($"rules[{index}].kind", $"\"{written.Kind}\" is none of {string.Join(", ", RuleKinds.All.Select(k => k.Name))}"));
                continue;
            }

            var kind = RuleKinds.All[place];
            if (!codes.Add(kind.Codes[0].Code))
                problems.Add(new($"rules[{index}].kind", $"\"{kind.Name}\" stands twice"));
            codes.UnionWith(kind.Codes.Select(c => c.Code));
            var parameters = new RuleParameters(written.Parameters);
            rules[place] = kind.Create(parameters);
            problems.AddRange(parameters.Problems().Select(p => new PolicyProblem($"rules[{index}].parameters", p)));
        }

        if (rules.Count == 0)
            problems.Add(new("rules", "is empty: every parcel would be green"));
        return ([.. rules.Values], codes);
    }

    private static Dictionary<string, Outcome> Outcomes(PolicyDocument document, HashSet<string> codes, IReadOnlySet<string> legalBases, List<PolicyProblem> problems)
    {
        var outcomes = new Dictionary<string, Outcome>(StringComparer.Ordinal);
        foreach (var missing in codes.Where(c => !document.Outcomes.ContainsKey(c)).Order(StringComparer.Ordinal))
            problems.Add(new($"outcomes.{missing}", "is missing: every code of a rule in use needs an outcome"));
        foreach (var (code, written) in document.Outcomes.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            if (!RuleKinds.Codes.ContainsKey(code))
                problems.Add(new($"outcomes.{code}", "is not a code of any rule kind"));
            else if (written is null)
                problems.Add(new($"outcomes.{code}", "is null"));
            else if (Outcome(code, written, legalBases, problems) is { } outcome)
                outcomes[code] = outcome;
        }

        return outcomes;
    }

    private static Outcome? Outcome(string code, PolicyOutcome written, IReadOnlySet<string> legalBases, List<PolicyProblem> problems)
    {
        var before = problems.Count;
        if (!EnumText<Severity>.TryParse(written.Severity, out var severity))
            problems.Add(new($"outcomes.{code}.severity", $"must be one of {string.Join(", ", EnumText<Severity>.All)}"));
        if (!EnumText<Lane>.TryParse(written.Lane, out var lane))
            problems.Add(new($"outcomes.{code}.lane", $"must be one of {string.Join(", ", EnumText<Lane>.All)}"));
        if (InstructionOf(lane, written.Instruction) is not { } instruction)
            problems.Add(new($"outcomes.{code}.instruction", "must be checkIdentity or checkPapers for yellow, and absent for every other lane"));
        else if (written.LegalBasis is { } basis && !legalBases.Contains(basis))
            problems.Add(new($"outcomes.{code}.legalBasis", $"\"{basis}\" is not in legal_bases.csv"));
        else if (problems.Count == before)
            return new(severity, lane, instruction, written.LegalBasis);
        return null;
    }

    private static Instruction? InstructionOf(Lane lane, string? written) => (lane, written) switch
    {
        (Lane.Yellow, "checkIdentity") => Instruction.CheckIdentity,
        (Lane.Yellow, "checkPapers") => Instruction.CheckPapers,
        (Lane.Green, null) => Instruction.InspectAsUsual,
        (Lane.Red, null) => Instruction.InspectThoroughly,
        // What a hold means at the moment of a scan is Verdict's business.
        (Lane.Hold, null) => Instruction.StopAndSecure,
        _ => null,
    };

    private static string VersionOf(IEnumerable<(string Name, string Sha256)> sources)
    {
        var lines = string.Concat(sources.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => $"{s.Name}:{s.Sha256}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }
}
