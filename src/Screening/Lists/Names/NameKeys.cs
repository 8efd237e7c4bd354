using System.Runtime.InteropServices;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>Which names are to be found.</summary>
internal enum NameReach
{
    /// <summary>Those of the same sound: the same characters, variants, homophones, turned round, romanised.</summary>
    Sound,

    /// <summary>All that <see cref="NameMatcher"/> lets pass: look-alikes, other readings, one edit, slips of the keyboard too.</summary>
    Near,
}

/// <summary>
/// Blocking keys: two names that <see cref="NameMatcher"/> scores <see cref="NameMatcher.Least"/> or more share one, so that a name's candidates are looked up and a list is
/// never read through. A name in characters has its syllables, and for <see cref="NameReach.Near"/> its syllables with each place left out in turn: one place may then differ
/// in any way. Latin letters that can be read as pinyin have the keys of the syllables; others those of their words. A reusable buffer.
/// </summary>
internal sealed class NameKeys
{
    private const ulong OfSyllables = 1, OfLetters = 2, OfWord = 3, OfSkeleton = 4, OfBeginning = 5, OfWordWithout = 6;

    /// <summary>Syllables that no ideograph has: a character without a reading is like itself only.</summary>
    private const int Unread = 1 << 16;

    /// <summary>Those of <see cref="NameReach.Sound"/> first.</summary>
    private readonly List<ulong> keys = [];
    private readonly PinyinReadings pinyin = new();
    private readonly int[] syllables = new int[NameReading.MaxLength];
    private int ofSound;

    /// <summary>The keys of the name read last, each once; none of a name that cannot be compared.</summary>
    public ReadOnlySpan<ulong> Of(NameReach reach) => CollectionsMarshal.AsSpan(keys)[..(reach == NameReach.Sound ? ofSound : keys.Count)];

    /// <summary>Key of every name, where those of one door are looked through.</summary>
    public const ulong OfAny = 7;

    public void Read(NameReading name)
    {
        keys.Clear();
        if (name.Script == NameScript.Han)
            AddHan(name);
        else if (name.Script == NameScript.Latin)
            AddLatin(name);
        else
            ofSound = 0;
    }

    private void AddHan(NameReading name)
    {
        var solid = name.Solid;
        // "晓明张": read as it stands, and as if its end were the surname.
        for (var surname = 1; surname <= 2 && surname < solid.Length; surname++)
        {
            if (Surnames.IsSurname(solid[^surname..]))
                Add(HashOf(ReadSyllables(solid, turned: surname)));
        }

        // "买买提·阿里木", as if its parts stood the other way round.
        foreach (var cut in name.Cuts)
            Add(HashOf(ReadSyllables(solid, turned: solid.Length - cut)));
        var read = ReadSyllables(solid, turned: 0);
        Add(HashOf(read));
        ofSound = keys.Count;
        AddWithoutEach(read);
        // 鸿铭 for 欧阳鸿铭: a single surname is left out already.
        if (name.SurnameLength == 2 && name.Given.Length > 1)
            Add(HashOf(read[2..]));
    }

    /// <param name="turned">How many characters of the end are the surname; 0 when it stands first.</param>
    private ReadOnlySpan<int> ReadSyllables(ReadOnlySpan<char> solid, int turned)
    {
        var read = syllables.AsSpan(0, solid.Length);
        for (var i = 0; i < solid.Length; i++)
        {
            var from = i - turned;
            var c = solid[from < 0 ? from + solid.Length : from];
            var syllable = i == 0 ? Surnames.SyllableOf(c) : Pronunciation.Main(c);
            read[i] = syllable > 0 ? syllable : Unread | c;
        }

        return read;
    }

    private void AddWithoutEach(ReadOnlySpan<int> read)
    {
        for (var without = 0; without < read.Length; without++)
            Add(HashOf(read, without));
    }

    private static ulong HashOf(ReadOnlySpan<int> read, int without = -1)
    {
        var hash = OfSyllables;
        for (var i = 0; i < read.Length; i++)
            hash = i == without ? hash : KeyHash.Mix(hash, (ulong)read[i]);
        return hash;
    }

    private void AddLatin(NameReading name)
    {
        var words = name.Tokens;
        Span<char> joined = stackalloc char[NameReading.MaxLength];
        Add(KeyHash.Of(name.Solid, OfLetters));
        for (var first = 0; first < words.Count; first++)
            Add(KeyHash.Of(joined[..words.JoinFrom(first, joined)], OfLetters));
        pinyin.Read(name.Tokens.Letters);
        EachPinyin(read => Add(HashOf(read)));
        ofSound = keys.Count;
        EachPinyin(AddWithoutEach);
        for (var i = 0; i < words.Count; i++)
        {
            AddWord(words[i]);
            if (i + 1 < words.Count)
                Add(KeyHash.Of(joined[..words.JoinNext(i, joined)], OfWord));
        }
    }

    /// <summary>"Zhang Xiaoming" has the keys of 张晓明: its family name first, or last in one syllable or two.</summary>
    private void EachPinyin(Action<ReadOnlySpan<int>> add)
    {
        Span<int> turned = stackalloc int[PinyinReadings.Most];
        for (var i = 0; i < pinyin.Count; i++)
        {
            var read = pinyin[i];
            add(read);
            for (var surname = 1; surname <= 2 && surname < read.Length; surname++)
            {
                read[^surname..].CopyTo(turned);
                read[..^surname].CopyTo(turned[surname..]);
                add(turned[..read.Length]);
            }
        }
    }

    /// <summary>What one slip, another spelling of the same sounds or a shortened form leave of a word; see <see cref="LatinWords"/>.</summary>
    private void AddWord(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
            return;
        Add(KeyHash.Of(word, OfWord));
        if (word.Length > LatinWords.LongestMeasured)
            return;
        if (word.Length >= LatinWords.SharedBeginning)
            Add(KeyHash.Of(word[..LatinWords.SharedBeginning], OfBeginning));
        Span<char> changed = stackalloc char[NameReading.MaxLength], twice = stackalloc char[NameReading.MaxLength];
        if (LatinWords.Skeleton(word, changed) is >= LatinWords.LeastConsonants and var consonants)
            Add(KeyHash.Of(changed[..consonants], OfSkeleton));
        // A slip is one letter more, less, another, or two that changed places: each way the two words have a form in common with one letter left out.
        if (word.Length < LatinWords.ShortestSlip - 1)
            return;
        Add(KeyHash.Of(word, OfWordWithout));
        for (var first = 0; first < word.Length; first++)
        {
            Without(word, first, changed);
            Add(KeyHash.Of(changed[..(word.Length - 1)], OfWordWithout));
            // Two slips, none of them in the first letter.
            for (var second = Math.Max(1, first); word.Length >= LatinWords.ShortestTwoSlips - 2 && first > 0 && second < word.Length - 1; second++)
            {
                Without(changed[..(word.Length - 1)], second, twice);
                Add(KeyHash.Of(twice[..(word.Length - 2)], OfWordWithout));
            }
        }
    }

    private static void Without(ReadOnlySpan<char> word, int letter, Span<char> rest)
    {
        word[..letter].CopyTo(rest);
        word[(letter + 1)..].CopyTo(rest[letter..]);
    }

    private void Add(ulong key)
    {
        if (!keys.Contains(key))
            keys.Add(key);
    }
}
