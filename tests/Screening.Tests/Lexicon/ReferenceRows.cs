using System.Text;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>Reads db/reference for tests of the core, which may not use the server's loader: RFC 4180, rows by column name.</summary>
internal static class ReferenceRows
{
    public static string Folder { get; } = FindFolder();

    public static LexiconData Load() => new()
    {
        Terms = [.. Read("lexicon.csv").Select(r => new LexiconTerm(
            r["id"], r["term"], Enum.Parse<TermScript>(r["script"], true), r["target"], Enum.Parse<TermTrick>(r["trick"], true),
            Enum.Parse<TermTier>(r["tier"], true), r["tierReason"], r["status"], r["ordinaryUses"], r["source"], r["asOf"], r.Line))],
        AllowPhrases = [.. Read("allow_phrases.csv").Select(r => new AllowPhrase(
            r["id"], r["phrase"], r["term"], r["reasonZh"], r["reasonEn"], r["source"], r.Line))],
        SignalWords = [.. Read("signal_words.csv").Select(r => new SignalWord(
            r["id"], r["term"], Enum.Parse<SignalKind>(r["signal"], true), r["source"], r.Line))],
        ProhibitedWords = [.. Read("prohibited_words.csv").Select(r => new ProhibitedWord(
            r["id"], int.Parse(r["heading"]), r["term"], Enum.Parse<TermTier>(r["tier"], true), r["reason"], r["source"], r.Line))],
        VagueWords = [.. Read("vague_words.csv").Select(r => new VagueWord(
            r["id"], r["term"], Enum.Parse<VagueScope>(r["scope"], true), Enum.Parse<WordLanguage>(r["language"], true), r["source"], r.Line))],
        Layers = [.. Read("match_layers.csv").Select(r => new LayerWeight(
            r["id"], Enum.Parse<MatchLayer>(r["layer"], true), int.Parse(r["weight"]), r["precision"].Length == 0 ? null : int.Parse(r["precision"]), r["set"], r["asOf"], r["source"], r.Line))],
        SplitCharacters = [.. Read("split_characters.csv").Select(r => new SplitCharacter(r["id"], r["character"], r["parts"], r["source"], r.Line))],
        Emoji = [.. Read("emoji.csv").Select(r => new EmojiWord(r["id"], r["emoji"], r["word"], r["source"], r.Line))],
        OrdinaryWords = [.. Read("ordinary_words.csv").Select(r => new OrdinaryWord(r["id"], r["word"], r["source"], r.Line))],
        LawfulWords = [.. Read("lawful_words.csv").Select(r => new LawfulWord(r["id"], r["word"], Enum.Parse<LawfulKind>(r["kind"], true), r["source"], r.Line))],
        GoodsRanges = [.. Read("goods_ranges.csv").Select(r => new GoodsRange(
            r["id"], r["term"], int.Parse(r["lightest"]), int.Parse(r["heaviest"]), int.Parse(r["dearest"]), r["source"], r.Line))],
        Species = [.. Read("species.csv").Select(r => new Species(
            r["id"], r["group"], r["nameEn"], r["nameZh"], r["scientific"], List(r["chineseNames"]), r["cites"], r["china"],
            r["wildOnly"] == "true", r["papersRequired"], r["listedOn"], r["asOf"], r["verified"] == "true",
            List(r["forms"]), List(r["hs6"]), List(r["disguises"]), r["source"], r.Line))],
    };

    public static IReadOnlyList<DocumentTypeRow> DocumentRows() =>
    [
        .. Read("document_types.csv").Select(r => new DocumentTypeRow(
            Enum.Parse<IdType>(r["type"], true), r["zh"], r["en"], Enum.Parse<NumberRule>(r["numberRule"], true), r["pattern"], r["validity"], r["expires"] == "true", r.Line)),
    ];

    public static DocumentTypes Documents() => DocumentTypes.Compile(DocumentRows(), []).Types ?? throw new InvalidOperationException("document_types.csv does not compile.");

    private static string[] List(string cell) => cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string FindFolder()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "LogisticsScreening.sln")))
                return Path.Combine(folder, "db", "reference");
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }

    private static IEnumerable<Row> Read(string file)
    {
        var rows = Parse(File.ReadAllText(Path.Combine(Folder, file), Encoding.UTF8)).ToList();
        var columns = rows[0].Cells;
        return rows.Skip(1).Select(r => new Row(columns, r.Cells, r.Line));
    }

    private static IEnumerable<(List<string> Cells, int Line)> Parse(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        int line = 1, rowLine = 1;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
                line++;
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || c is not (',' or '\n'))
            {
                cell.Append(c);
            }
            else
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == ',')
                    continue;
                yield return (cells, rowLine);
                cells = [];
                rowLine = line;
            }
        }
    }

    private sealed record Row(List<string> Columns, List<string> Cells, int Line)
    {
        public string this[string column] => Cells[Columns.IndexOf(column)];
    }
}
