using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lexicon;

/// <summary>How much of a word is left in characters that are to be it, counted one by one: what a find by sound is worth.</summary>
/// <param name="core">The shorter strong word in it, or the word itself. What is kept beside that, a craft form (象牙手串) or 老, says nothing of the material.</param>
internal ref struct SoundLikeness(string word, string core)
{
    private readonly string word = word;
    private readonly int coreStart = word.IndexOf(core, StringComparison.Ordinal);
    private readonly int coreLength = core.Length;
    private int kept;
    private int keptOfCore;
    private int sameTone;
    private int near;
    private int letters;

    /// <summary>Of those of the same sound the ones that look alike too (像 for 象): hardly chance.</summary>
    private int twins;

    /// <summary>Single letters, and look-alikes of another sound: each fits much else.</summary>
    private int guesses;

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

    /// <summary>True when sounds alone say nothing new: one letter or one look-alike in a word that is else as listed is a form (<see cref="Disguises"/>).</summary>
    public readonly bool IsForm => guesses == 1 && kept == word.Length - 1 && (layers & (layers - 1)) == 0;

    /// <summary>True where so little is left that it must stand between separators: 湖g for 虎骨.</summary>
    public readonly bool NeedsEdges => word.Length == 2 && kept == 0 && guesses > 0 && twins == 0;

    /// <summary>Percent of the layer's weight; 0 when so much was replaced that it may be anything. Set by hand, measured in docs/quality.md.</summary>
    public readonly int Share => word.Length > 2 ? ShareOfLong : ShareOfPair;

    private readonly int ShareOfLong => (kept > 0, guesses, near) switch
    {
        _ when guesses > 0 && coreLength < word.Length && keptOfCore == 0 => 0,
        (_, > 1, _) or (_, 1, > 0) => 0,
        // Near sounds leave so much to chance that something must be kept.
        (false, _, > 0) => 0,
        (true, _, > 0) => 70,
        (true, _, _) => 100,
        (_, 1, _) => 50,
        _ => kept + sameTone == word.Length ? 90 : 70,
    };

    private readonly int ShareOfPair => (kept > 0, guesses, letters, twins) switch
    {
        _ when near > 0 => 0,
        (false, > 0, _, 0) => 45,
        // 橡y, 像ya, 🐘y: two tricks that fit each other.
        (_, > 0, _, _) or (false, _, > 0, > 0) => 80,
        // 香ya: a syllable among ideographs is written on purpose.
        (false, _, > 0, _) => 60,
        (true, _, _, _) => kept + sameTone == word.Length ? 100 : 70,
        _ => kept + sameTone == word.Length ? 50 : 35,
    };

    /// <summary>The ideograph that is written, or meant by its parts or a picture, for the word's character at a place.</summary>
    public void Add(int at, char written, MatchLayer layer = MatchLayer.Exact)
    {
        if (layer != MatchLayer.Exact)
            layers |= 1 << (int)layer;
        if (written == word[at])
        {
            kept++;
            keptOfCore += at >= coreStart && at < coreStart + coreLength ? 1 : 0;
            return;
        }

        var looks = LookAlikes.Alike(written, word[at]);
        if (IsSaid(written, word[at], static (a, b) => a.Syllable == b.Syllable))
        {
            layers |= 1 << (int)MatchLayer.Homophone;
            sameTone += IsSaid(written, word[at], static (a, b) => a == b) ? 1 : 0;
            twins += looks ? 1 : 0;
        }
        else if (IsSaid(written, word[at], static (a, b) => Pronunciation.Near(a.Syllable) == Pronunciation.Near(b.Syllable)))
        {
            layers |= 1 << (int)MatchLayer.Homophone;
            near++;
        }
        else if (looks)
        {
            layers |= 1 << (int)MatchLayer.LookAlike;
            guesses++;
        }
        else
        {
            Fits = false;
        }
    }

    /// <summary>One letter for the word's character at a place.</summary>
    public void AddLetter(int at, char letter)
    {
        layers |= 1 << (int)MatchLayer.LatinSyllable;
        letters++;
        guesses++;
        var begins = false;
        foreach (var reading in Pronunciation.Of(word[at]))
            begins |= Pronunciation.Spelling(reading.Syllable)[0] == letter;
        Fits &= begins;
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
