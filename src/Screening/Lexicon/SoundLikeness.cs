using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>How much of a word is left in characters that are to be it, counted one by one: what a find by sound is worth.</summary>
internal ref struct SoundLikeness(string word)
{
    private readonly string word = word;
    private int kept;
    private int sameTone;
    private int near;
    private int letters;

    /// <summary>The weakest evidence so far: sound, or a layer added.</summary>
    private int layers;

    /// <summary>True while every character can be the word's.</summary>
    public bool Fits { get; private set; } = true;

    public readonly bool IsWordItself => kept == word.Length && layers == 0;

    public readonly bool KeepsNothing => kept == 0;

    public readonly bool IsAllLetters => letters == word.Length;

    /// <summary>True when letters, parts or pictures stand for some of the characters.</summary>
    public readonly bool UsesMoreThanCharacters => (layers & ~(1 << (int)MatchLayer.Homophone)) != 0;

    public readonly bool Used(MatchLayer layer) => (layers & (1 << (int)layer)) != 0;

    /// <summary>Percent of the layer's weight; 0 when so much was replaced that it may be anything. Set by hand, measured in docs/quality.md.</summary>
    public readonly int Share => (word.Length, kept, word.Length == kept + sameTone) switch
    {
        // Near sounds leave so much to chance that something must be kept.
        ( <= 2, _, _) or (_, 0, _) when near > 0 => 0,
        _ when near > 0 => 70,
        (> 2, > 0, _) => 100,
        (> 2, _, true) => 90,
        (> 2, _, _) => 70,
        (_, > 0, true) => 100,
        (_, > 0, _) => 70,
        (_, _, true) => 50,
        _ => 35,
    };

    /// <summary>The ideograph that is written, or meant by its parts or a picture, for the word's character at a place.</summary>
    public void Add(int at, char written, MatchLayer layer = MatchLayer.Exact)
    {
        if (layer != MatchLayer.Exact)
            layers |= 1 << (int)layer;
        if (written == word[at])
        {
            kept++;
            return;
        }

        layers |= 1 << (int)MatchLayer.Homophone;
        if (IsSaid(written, word[at], static (a, b) => a == b))
            sameTone++;
        else if (IsSaid(written, word[at], static (a, b) => Pronunciation.Near(a.Syllable) == Pronunciation.Near(b.Syllable)))
            near += IsSaid(written, word[at], static (a, b) => a.Syllable == b.Syllable) ? 0 : 1;
        else
            Fits = false;
    }

    /// <summary>A syllable in letters for the word's character at a place.</summary>
    public void Add(int at, int syllable)
    {
        layers |= 1 << (int)MatchLayer.Pinyin;
        letters++;
        var said = false;
        foreach (var reading in Pronunciation.Of(word[at]))
            said |= reading.Syllable == syllable;
        sameTone += said ? 1 : 0;
        near += said ? 0 : 1;
    }

    private static bool IsSaid(char one, char other, Func<Reading, Reading, bool> alike)
    {
        foreach (var reading in Pronunciation.Of(one))
        {
            foreach (var second in Pronunciation.Of(other))
            {
                if (alike(reading, second))
                    return true;
            }
        }

        return false;
    }
}
