using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Declarations;

/// <summary>A row of legal_bases.csv: what a finding cites.</summary>
internal sealed record LegalBasis(string Id, string LawZh, string LawEn, string Revision, string Article, string SummaryZh, string SummaryEn, bool Verified, string AsOf, string Source);

/// <summary>
/// The reference data directory, read and validated as a whole: policy.json and the word lists, species, document types and legal bases beside it.
/// Its version is the hash of all files, so two servers with equal files decide alike.
/// </summary>
internal sealed record ReferenceData(
    PolicyDocument Policy,
    LexiconData Lexicon,
    DocumentTypes Documents,
    IReadOnlyList<NameShare> NameShares,
    IReadOnlyDictionary<string, LegalBasis> LegalBases,
    IReadOnlyList<(string Name, string Sha256)> Sources)
{
    /// <summary>Made by the command name-shares; without it rarity is estimated.</summary>
    public const string NameShareFile = "name_shares.csv";

    /// <summary>The operator's table of administrative divisions; without it an area is known by its province.</summary>
    public const string AreaFile = "areas.csv";

    /// <summary>Targets of terms that name no species but a way of selling.</summary>
    private const string NoSpecies = "general";

    private static readonly JsonSerializerOptions PolicyJson = new(StrictJson.Options) { ReadCommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="ReferenceDataException">A file is missing or a row is bad.</exception>
    public static ReferenceData Load(string directory)
    {
        string At(string file) => Path.Combine(directory, file);
        var legalBases = LegalBasisRows(At("legal_bases.csv"));
        var headings = ProhibitedHeadings(At("prohibited.csv"), legalBases);
        var data = new ReferenceData(
            PolicyFile(At("policy.json")),
            new()
            {
                Terms = Rows(At("lexicon.csv"), r => new LexiconTerm(r["id"], r["term"], Enum<TermScript>(r, "script"), r["target"], Enum<TermTrick>(r, "trick"), Enum<TermTier>(r, "tier"), r["tierReason"], r["status"], r["ordinaryUses"], r["source"], r["asOf"], r.Line), "id", "term", "script", "target", "trick", "tier", "tierReason", "status", "ordinaryUses", "source", "asOf"),
                AllowPhrases = Rows(At("allow_phrases.csv"), r => new AllowPhrase(r["id"], r["phrase"], r["term"], r["reasonZh"], r["reasonEn"], r["source"], r.Line), "id", "phrase", "term", "reasonZh", "reasonEn", "source"),
                SignalWords = Rows(At("signal_words.csv"), r => new SignalWord(r["id"], r["term"], Enum<SignalKind>(r, "signal"), r["source"], r.Line), "id", "term", "signal", "source"),
                ProhibitedWords = Rows(At("prohibited_words.csv"), r => new ProhibitedWord(r["id"], Heading(r, headings), r["term"], Enum<TermTier>(r, "tier"), r["reason"], r["source"], r.Line), "id", "heading", "term", "tier", "reason", "source"),
                VagueWords = Rows(At("vague_words.csv"), r => new VagueWord(r["id"], r["term"], Enum<VagueScope>(r, "scope"), Enum<WordLanguage>(r, "language"), r["source"], r.Line), "id", "term", "scope", "language", "source"),
                Layers = Rows(At("match_layers.csv"), r => new LayerWeight(r["id"], Enum<MatchLayer>(r, "layer"), Number(r, "weight"), r["precision"].Length == 0 ? null : Number(r, "precision"), r["set"], r["asOf"], r["source"], r.Line), "id", "layer", "weight", "precision", "set", "asOf", "source"),
                SplitCharacters = Rows(At("split_characters.csv"), r => new SplitCharacter(r["id"], r["character"], r["parts"], r["source"], r.Line), "id", "character", "parts", "source"),
                Emoji = Rows(At("emoji.csv"), r => new EmojiWord(r["id"], r["emoji"], r["word"], r["source"], r.Line), "id", "emoji", "word", "source"),
                OrdinaryWords = Rows(At("ordinary_words.csv"), r => new OrdinaryWord(r["id"], r["word"], r["source"], r.Line), "id", "word", "source"),
                LawfulWords = Rows(At("lawful_words.csv"), r => new LawfulWord(r["id"], r["word"], Enum<LawfulKind>(r, "kind"), r["source"], r.Line), "id", "word", "kind", "source"),
                GoodsRanges = Rows(At("goods_ranges.csv"), r => new GoodsRange(r["id"], r["term"], Number(r, "lightest"), Number(r, "heaviest"), Number(r, "dearest"), r["source"], r.Line), "id", "term", "lightest", "heaviest", "dearest", "source"),
                Species = Rows(At("species.csv"), SpeciesRow, "id", "group", "nameEn", "nameZh", "scientific", "chineseNames", "cites", "china", "wildOnly", "papersRequired", "listedOn", "asOf", "verified", "forms", "hs6", "disguises", "source"),
            },
            ReadDocuments(At(DocumentTypes.File), At(AreaFile)),
            NameShareRows(At(NameShareFile)),
            legalBases,
            [.. Directory.EnumerateFiles(directory).Where(f => Path.GetExtension(f) is ".csv" or ".json").Select(f => (Path.GetFileName(f), Sha256(f)))]);
        CheckTargets(data.Lexicon);
        return data;
    }

    /// <exception cref="ReferenceDataException">The policy or a word list has a problem; the message lists all of them.</exception>
    public ScreeningPolicy Compile(RiskList list)
    {
        var (lexicon, lexiconProblems) = LexiconCompiler.Compile(Lexicon);
        if (lexicon is null)
            throw new ReferenceDataException(lexiconProblems[0].File, lexiconProblems[0].Line, string.Join("; ", lexiconProblems.Select((p, i) => i == 0 ? p.Reason : p.ToString())));
        var (policy, problems) = PolicyCompiler.Compile(Policy, lexicon, Documents, list, LegalBases.Keys.ToHashSet(StringComparer.Ordinal), Sources, NameShares);
        return policy ?? throw new ReferenceDataException("policy.json", 0, string.Join("; ", problems));
    }

    private static void CheckTargets(LexiconData lexicon)
    {
        var groups = lexicon.Species.Select(s => s.Group).Append(NoSpecies).ToHashSet(StringComparer.Ordinal);
        if (lexicon.Terms.FirstOrDefault(t => !groups.Contains(t.Target)) is { } term)
            throw new ReferenceDataException("lexicon.csv", term.Line, $"target \"{term.Target}\" is no group of species.csv");
    }

    private static Species SpeciesRow(CsvRow r) => new(
        r["id"], r["group"], r["nameEn"], r["nameZh"], r["scientific"], Parts(r["chineseNames"]), r["cites"], r["china"], Bool(r, "wildOnly"), r["papersRequired"],
        r["listedOn"], r["asOf"], Bool(r, "verified"), Parts(r["forms"]), Parts(r["hs6"]), Parts(r["disguises"]), r["source"], r.Line);

    private static List<NameShare> NameShareRows(string path)
    {
        if (!File.Exists(path))
            return [];
        var rows = Rows(path, r => new NameShare(Enum<NamePart>(r, "part"), r["name"], Number(r, "perMillion")), "id", "part", "name", "perMillion", "source");
        return System.Enum.GetValues<NamePart>().All(part => rows.Exists(row => row.Part == part))
            ? rows
            : throw new ReferenceDataException(NameShareFile, 0, "needs rows of both parts, surname and given");
    }

    private static Dictionary<string, LegalBasis> LegalBasisRows(string path) =>
        Rows(
            path,
            r => new LegalBasis(r["id"], r["lawZh"], r["lawEn"], r["revision"], r["article"], r["summaryZh"], r["summaryEn"], Bool(r, "verified"), r["asOf"], r["source"]),
            "id", "lawZh", "lawEn", "revision", "article", "summaryZh", "summaryEn", "verified", "asOf", "source").ToDictionary(b => b.Id, StringComparer.Ordinal);

    private static HashSet<int> ProhibitedHeadings(string path, Dictionary<string, LegalBasis> legalBases)
    {
        var headings = new HashSet<int>();
        foreach (var row in CsvTable.Read(path, "heading", "zh", "en", "basis", "source"))
        {
            if (!int.TryParse(row["heading"], out var heading) || heading is < 1 or > 19 || !headings.Add(heading))
                throw new ReferenceDataException(row.File, row.Line, "heading must be a number from 1 to 19, once each");
            if (!legalBases.ContainsKey(row["basis"]))
                throw new ReferenceDataException(row.File, row.Line, $"basis \"{row["basis"]}\" is not in legal_bases.csv");
        }

        return headings;
    }

    private static DocumentTypes ReadDocuments(string path, string areas)
    {
        var rows = CsvTable.Read(path, "type", "zh", "en", "numberRule", "pattern", "validity", "expires", "source").Select(r => r["source"].Length == 0
            ? throw new ReferenceDataException(r.File, r.Line, "source is empty")
            : new DocumentTypeRow(Enum<IdType>(r, "type"), r["zh"], r["en"], Enum<NumberRule>(r, "numberRule"), r["pattern"], r["validity"], Bool(r, "expires"), r.Line)).ToList();
        var (types, problems) = DocumentTypes.Compile(rows, File.Exists(areas) ? Rows(areas, AreaRow, "id", "code", "name", "from", "until", "source") : []);
        return types ?? throw new ReferenceDataException(problems[0].File, problems[0].Line, string.Join("; ", problems.Select((p, i) => i == 0 ? p.Reason : p.ToString())));
    }

    private static AreaRow AreaRow(CsvRow r) => new(r["code"], Day(r, "from"), r["until"].Length == 0 ? null : Day(r, "until"), r.Line);

    private static DateOnly Day(CsvRow row, string column) =>
        DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ReferenceDataException(row.File, row.Line, $"{column} must be a day such as 2026-11-22");

    private static List<T> Rows<T>(string path, Func<CsvRow, T> make, params string[] columns)
    {
        var result = new List<T>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in CsvTable.Read(path, columns))
        {
            if (row["id"].Length == 0 || !ids.Add(row["id"]))
                throw new ReferenceDataException(row.File, row.Line, "id is empty or stands twice");
            if (row["source"].Length == 0)
                throw new ReferenceDataException(row.File, row.Line, "source is empty");
            result.Add(make(row));
        }

        return result;
    }

    private static int Heading(CsvRow row, HashSet<int> headings) =>
        int.TryParse(row["heading"], out var heading) && headings.Contains(heading)
            ? heading
            : throw new ReferenceDataException(row.File, row.Line, "heading is not in prohibited.csv");

    private static int Number(CsvRow row, string column) =>
        int.TryParse(row[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ReferenceDataException(row.File, row.Line, $"{column} must be a whole number");

    private static T Enum<T>(CsvRow row, string column)
        where T : struct, Enum =>
        EnumText<T>.TryParse(row[column], out var value)
            ? value
            : throw new ReferenceDataException(row.File, row.Line, $"{column} must be one of {string.Join(", ", EnumText<T>.All)}");

    private static bool Bool(CsvRow row, string column) => row[column] switch
    {
        "true" => true,
        "false" => false,
        _ => throw new ReferenceDataException(row.File, row.Line, $"{column} must be true or false"),
    };

    private static string[] Parts(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static PolicyDocument PolicyFile(string path)
    {
        if (!File.Exists(path))
            throw new ReferenceDataException("policy.json", 0, "is missing");
        try
        {
            return JsonSerializer.Deserialize<PolicyDocument>(File.ReadAllText(path), PolicyJson) ?? throw new ReferenceDataException("policy.json", 1, "is null");
        }
        catch (JsonException error)
        {
            throw new ReferenceDataException("policy.json", (int)(error.LineNumber ?? 0) + 1, $"{error.Path}: {error.Message}");
        }
    }

    private static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
