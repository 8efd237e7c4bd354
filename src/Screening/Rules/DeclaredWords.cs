using System.Runtime.InteropServices;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>Which declared text a word stands in. The path is spelled only when there is a finding.</summary>
internal enum DeclaredField
{
    Description,
    Nature,
    Unit,
    Remarks,
}

/// <summary>A listed word found in one declared text.</summary>
internal readonly record struct DeclaredHit(DeclaredField Field, int Item, LexiconHit Hit)
{
    public string Path => DeclaredWords.PathOf(Field, Item);

    public bool SameField(DeclaredHit other) => Field == other.Field && Item == other.Item;
}

/// <summary>Every declared text of a waybill, and every listed word in them.</summary>
internal sealed class DeclaredWords
{
    private const int FewHits = 64;

    /// <summary>More than can overlap one hit.</summary>
    private const int MostRepeats = 16;

    private readonly List<(DeclaredField Field, int Item, string Text)> texts = [];
    private readonly List<DeclaredHit> hits = [];
    private readonly List<DeclaredHit> signals = [];
    private readonly List<int> vagueLines = [];
    private bool vagueLinesRead;
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

    public string TextOf(DeclaredHit hit)
    {
        foreach (var (field, item, text) in texts)
        {
            if (field == hit.Field && item == hit.Item)
                return text.Substring(hit.Hit.Start, hit.Hit.Length);
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

    public void Clear()
    {
        texts.Clear();
        hits.Clear();
        signals.Clear();
        repeats.Clear();
        vagueLines.Clear();
        vagueLinesRead = false;
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
