using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Rules;

/// <summary>Which declared text a word stands in. The path is spelled only when there is a finding.</summary>
internal enum DeclaredField
{
    Description,
    Nature,
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
    private readonly List<(DeclaredField Field, int Item, string Text)> texts = [];
    private readonly List<DeclaredHit> hits = [];

    public IReadOnlyList<(DeclaredField Field, int Item, string Text)> Texts => texts;

    public IReadOnlyList<DeclaredHit> Hits => hits;

    public static string PathOf(DeclaredField field, int item) => field switch
    {
        DeclaredField.Description => string.Create(null, $"items[{item}].description"),
        DeclaredField.Nature => string.Create(null, $"items[{item}].nature"),
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
        }

        if (waybill.Remarks is { } remarks)
            texts.Add((DeclaredField.Remarks, 0, remarks));
        foreach (var (field, item, text) in texts)
        {
            var found = lexicon.Match(text);
            for (var i = 0; i < found.Count; i++)
                hits.Add(new(field, item, found[i]));
        }
    }

    public void Clear()
    {
        texts.Clear();
        hits.Clear();
    }
}
