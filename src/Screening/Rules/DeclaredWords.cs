using System.Runtime.InteropServices;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Rules;

/// <summary>Which declared text a word stands in. The path is spelled only when there is a finding.</summary>
internal enum DeclaredField
{
    Description,
    Nature,
    Unit,
    Remarks,
}

/// <summary>A listed word found in one declared text, or over several.</summary>
/// <param name="Field">Where it is, or begins.</param>
/// <param name="Over">The fields or lines read one after another, when the word begins in one and ends in another.</param>
/// <param name="Ends">The field where it ends, when these are two.</param>
internal readonly record struct DeclaredHit(DeclaredField Field, int Item, LexiconHit Hit, string? Over = null, (DeclaredField Field, int Item)? Ends = null)
{
    public string Path => DeclaredWords.PathOf(Field, Item);

    /// <summary>Null for a word over several texts: it has no place in any of them.</summary>
    public int? Start => Over is null ? Hit.Start : null;

    public int? Length => Over is null ? Hit.Length : null;

    public bool SameField(DeclaredHit other) => Field == other.Field && Item == other.Item && ReferenceEquals(Over, other.Over);
}

/// <summary>Every declared text of a waybill, and every listed word in them.</summary>
internal sealed class DeclaredWords
{
    private const int FewHits = 64;

    /// <summary>A list mark: only single characters on both sides of it are taken for one word.</summary>
    private const char Between = '，';

    /// <summary>More than can overlap one hit.</summary>
    private const int MostRepeats = 16;

    private readonly List<(DeclaredField Field, int Item, string Text)> texts = [];
    private readonly List<DeclaredHit> hits = [];
    private readonly List<DeclaredHit> signals = [];
    private readonly List<int> vagueLines = [];
    private bool vagueLinesRead;
    private readonly List<(int Start, int End)> lawful = [];
    private string? lawfulIn;
    private readonly Dictionary<LexiconEntry, int> repeats = new(ReferenceEqualityComparer.Instance);

    public ReadOnlySpan<(DeclaredField Field, int Item, string Text)> Texts => CollectionsMarshal.AsSpan(texts);

    public IReadOnlyList<DeclaredHit> Hits => hits;

    /// <summary>
    /// The hits among which a weak word looks for its second signal: all of them, or of a text that repeats its words many times the first few of each. Without that
    /// bound a hostile waybill of thousands of code words would take their square in time.
    /// </summary>
    public IReadOnlyList<DeclaredHit> Signals => hits.Count <= FewHits ? hits : signals;

    public static string PathOf(DeclaredField field, int item) => field switch
    {
        DeclaredField.Description => string.Create(null, $"items[{item}].description"),
        DeclaredField.Nature => string.Create(null, $"items[{item}].nature"),
        DeclaredField.Unit => string.Create(null, $"items[{item}].unit"),
        DeclaredField.Remarks => "remarks",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    /// <summary>The same in words.</summary>
    public static LocalizedText NameOf(DeclaredField field, int item) => field switch
    {
        DeclaredField.Description => new($"第{item + 1}项的品名", $"the goods of line {item + 1}"),
        DeclaredField.Nature => new($"第{item + 1}项的性质", $"the nature in line {item + 1}"),
        DeclaredField.Unit => new($"第{item + 1}项的单位", $"the unit in line {item + 1}"),
        DeclaredField.Remarks => new("备注", "the remarks"),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    public string TextOf(DeclaredHit hit) => (hit.Over ?? OwnText(hit)).Substring(hit.Hit.Start, hit.Hit.Length);

    private string OwnText(DeclaredHit hit)
    {
        foreach (var (field, item, text) in texts)
        {
            if (field == hit.Field && item == hit.Item)
                return text;
        }

        throw new ArgumentOutOfRangeException(nameof(hit));
    }

    public void Read(Waybill waybill, CompiledLexicon lexicon)
    {
        Clear();
        for (var i = 0; i < waybill.Items.Count; i++)
        {
            texts.Add((DeclaredField.Description, i, waybill.Items[i].Description));
            if (waybill.Items[i].Nature is { } nature)
                texts.Add((DeclaredField.Nature, i, nature));
            if (waybill.Items[i].Unit is { } unit)
                texts.Add((DeclaredField.Unit, i, unit));
        }

        if (waybill.Remarks is { } remarks)
            texts.Add((DeclaredField.Remarks, 0, remarks));
        foreach (var (field, item, text) in texts)
        {
            var found = lexicon.Match(text);
            for (var i = 0; i < found.Count; i++)
            {
                // A unit is free text that can hide a word; but as a signal "gram" is only what goods are counted in.
                if (field != DeclaredField.Unit || found[i].Entry is not SignalWord)
                    hits.Add(new(field, item, found[i]));
            }
        }

        if (HasLoneCharacter(waybill))
            ReadOver(waybill, lexicon);
        for (var i = 0; i < waybill.Items.Count; i++)
        {
            if (lexicon.IsBeginning(waybill.Items[i].Description))
                ReadOn(waybill, i, lexicon);
        }

        if (hits.Count > FewHits)
            KeepSignals();
    }

    /// <summary>True when another line than the hit's own is a description that says nothing. Every line is read once, however many hits ask.</summary>
    public bool HasVagueLineBeside(DeclaredHit hit, CompiledLexicon lexicon)
    {
        if (!vagueLinesRead)
        {
            vagueLinesRead = true;
            foreach (var (field, item, text) in texts)
            {
                if (field == DeclaredField.Description && lexicon.IsVague(text, VagueScope.Description))
                    vagueLines.Add(item);
            }
        }

        return vagueLines.Count > 0 && (vagueLines.Count > 1 || hit.Field != DeclaredField.Description || vagueLines[0] != hit.Item);
    }

    /// <summary>True when the text that the hit stands in says nothing else of the goods: 穿山甲 2只.</summary>
    public bool IsAllOf(DeclaredHit hit, CompiledLexicon lexicon)
    {
        foreach (var (field, item, text) in texts)
        {
            if (hit.Over is null && field == hit.Field && item == hit.Item)
                return lexicon.SaysNothing(text.Remove(hit.Hit.Start, hit.Hit.Length));
        }

        return false;
    }

    /// <summary>A lawful material or product, as declared, that the hit's own text names beside it; null when there is none. A text is read once for the hits that follow one another in it.</summary>
    public string? LawfulBeside(DeclaredHit hit, CompiledLexicon lexicon)
    {
        if (hit.Over is not null)
            return null;
        var own = OwnText(hit);
        if (!ReferenceEquals(own, lawfulIn))
        {
            lawful.Clear();
            lexicon.FindLawful(own, lawful);
            lawfulIn = own;
        }

        foreach (var (start, end) in lawful)
        {
            // The 塑料 of 白塑料 is a part of the code word; 美甲 reaches beyond 甲片.
            if (start < hit.Hit.Start || end > hit.Hit.End)
                return own[start..end];
        }

        return null;
    }

    public void Clear()
    {
        texts.Clear();
        hits.Clear();
        signals.Clear();
        repeats.Clear();
        vagueLines.Clear();
        vagueLinesRead = false;
        lawful.Clear();
        lawfulIn = null;
    }

    private static bool HasLoneCharacter(Waybill waybill)
    {
        for (var i = 0; i < waybill.Items.Count; i++)
        {
            if (IsLoneCharacter(waybill.Items[i]))
                return true;
        }

        return false;
    }

    private static bool IsLoneCharacter(DeclaredItem item) => item.Description.AsSpan().Trim().Length == 1;

    /// <summary>A word with one character in each field of a line, or in each line: 象 and 牙 print as one on the label. Only where a description is a single character, which is rare.</summary>
    private void ReadOver(Waybill waybill, CompiledLexicon lexicon)
    {
        for (var i = 0; i < waybill.Items.Count; i++)
        {
            var (line, item) = (i, waybill.Items[i]);
            if (IsLoneCharacter(item) && (item.Nature is not null || item.Unit is not null))
                AddOver(string.Join(Between, item.Description, item.Nature, item.Unit), lexicon, _ => line);
        }

        if (waybill.Items.Count > 1)
            AddOver(string.Join(Between, waybill.Items.Select(i => i.Description)), lexicon, start => LineAt(waybill, start));
    }

    /// <summary>A strong word of which the whole description is the beginning, and the next line, the nature or the remarks begin with the rest (穿山 | 甲鳞片), and not with a longer word (象 | 牙刷).</summary>
    private void ReadOn(Waybill waybill, int item, CompiledLexicon lexicon)
    {
        if (item + 1 < waybill.Items.Count)
            AddSplit(DeclaredField.Description, item + 1, waybill.Items[item + 1].Description);
        if (waybill.Items[item].Nature is { } nature)
            AddSplit(DeclaredField.Nature, item, nature);
        if (waybill.Remarks is { } remarks)
            AddSplit(DeclaredField.Remarks, 0, remarks);

        void AddSplit(DeclaredField field, int at, string rest)
        {
            // Nothing between: a weak word in one half (犀牛) must not stand before the whole.
            var beginning = waybill.Items[item].Description.AsSpan().Trim();
            var (seam, over) = (beginning.Length, string.Concat(beginning, rest.AsSpan().TrimStart()));
            foreach (var hit in lexicon.Match(over, MatchLayer.Separated))
            {
                if (hit is { Start: 0, Entry: LexiconTerm { Tier: TermTier.Strong } } && hit.End > seam
                    && (hit.End == over.Length || (UnicodeTables.UnitClass(over[hit.End]) & TextClass.Separator) != 0))
                    hits.Add(new(DeclaredField.Description, item, hit, over, (field, at)));
            }
        }
    }

    private void AddOver(string over, CompiledLexicon lexicon, Func<int, int> lineAt)
    {
        foreach (var hit in lexicon.Match(over))
        {
            if (hit.Entry is LexiconTerm or ProhibitedWord && over.AsSpan(hit.Start, hit.Length).Contains(Between))
                hits.Add(new(DeclaredField.Description, lineAt(hit.Start), hit, over));
        }
    }

    private static int LineAt(Waybill waybill, int start)
    {
        var line = 0;
        for (var end = waybill.Items[0].Description.Length; end < start; end += waybill.Items[line].Description.Length + 1)
            line++;
        return line;
    }

    private void KeepSignals()
    {
        foreach (var hit in hits)
        {
            var seen = repeats.GetValueOrDefault(hit.Hit.Entry);
            if (seen == MostRepeats)
                continue;
            repeats[hit.Hit.Entry] = seen + 1;
            signals.Add(hit);
        }
    }
}
