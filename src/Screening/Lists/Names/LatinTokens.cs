using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>The words of a folded Latin name without titles and particles. A reusable buffer.</summary>
internal sealed class LatinTokens
{
    /// <summary>More words than any name has; the rest is not compared.</summary>
    public const int Most = 8;

    private static readonly FrozenSet<string> Titles =
        new[] { "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "rev", "jr", "sr", "ii", "iii", "iv", "phd", "md", "esq" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Written or left out, joined or apart, as anybody likes.</summary>
    private static readonly FrozenSet<string> Particles = new[]
    {
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "el", "al", "bin", "ibn", "bint", "binti", "ben", "af", "av", "zu", "ter", "ten", "y",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly char[] chars = new char[NameReading.MaxLength];
    private readonly (byte Start, byte Length)[] words = new (byte, byte)[Most];

    private readonly char[] letters = new char[NameReading.MaxLength];
    private int lettersLength;

    public int Count { get; private set; }

    /// <summary>All words but titles as one, without digits: "Mr Zhang1 San1" as zhangsan, to be read as pinyin.</summary>
    public ReadOnlySpan<char> Letters => letters.AsSpan(0, lettersLength);

    public ReadOnlySpan<char> this[int index] => chars.AsSpan(words[index].Start, words[index].Length);

    /// <param name="folded">With its separators.</param>
    public void Read(ReadOnlySpan<char> folded)
    {
        var used = 0;
        Count = 0;
        for (var at = 0; at < folded.Length && Count < Most;)
        {
            var start = used;
            // An apostrophe is part of its word: o'neil.
            for (; at < folded.Length && used < chars.Length && !Parts(folded[at]); at++)
            {
                if ((UnicodeTables.UnitClass(folded[at]) & TextClass.Separator) == 0)
                    chars[used++] = folded[at];
            }

            if (used == chars.Length)
                at = folded.Length;
            at++;
            if (used > start)
                words[Count++] = ((byte)start, (byte)(used - start));
        }

        // "Dr Wu" is a Wu, and "Ben Le" has two words of his own.
        Drop(Titles, leave: 1);
        ReadLetters();
        Drop(Particles, leave: 2);
    }

    /// <summary>A word and the next as one: "xiao ming" as "xiaoming".</summary>
    public bool IsJoin(int first, ReadOnlySpan<char> other) =>
        first + 1 < Count
        && other.Length == words[first].Length + words[first + 1].Length
        && other.StartsWith(this[first], StringComparison.Ordinal)
        && other.EndsWith(this[first + 1], StringComparison.Ordinal);

    /// <summary>All words as one, from a word on and round to the one before it.</summary>
    public bool IsJoinedFrom(int first, ReadOnlySpan<char> joined)
    {
        for (var i = 0; i < Count; i++)
        {
            var word = this[(first + i) % Count];
            if (!joined.StartsWith(word, StringComparison.Ordinal))
                return false;
            joined = joined[word.Length..];
        }

        return joined.IsEmpty;
    }

    /// <summary>Writes all words as one, from a word on and round to the one before it; returns the letters written.</summary>
    public int JoinFrom(int first, Span<char> joined)
    {
        var length = 0;
        for (var i = 0; i < Count; i++)
        {
            var word = this[(first + i) % Count];
            word.CopyTo(joined[length..]);
            length += word.Length;
        }

        return length;
    }

    /// <summary>Writes a word and the next as one; returns the letters written.</summary>
    public int JoinNext(int first, Span<char> joined)
    {
        this[first].CopyTo(joined);
        this[first + 1].CopyTo(joined[words[first].Length..]);
        return words[first].Length + words[first + 1].Length;
    }

    private void ReadLetters()
    {
        lettersLength = 0;
        for (var i = 0; i < Count; i++)
        {
            foreach (var c in this[i])
            {
                if (!char.IsAsciiDigit(c))
                    letters[lettersLength++] = c;
            }
        }
    }

    /// <summary>Makes one word of a word and the next.</summary>
    public void Join(int first)
    {
        Span<char> joined = stackalloc char[NameReading.MaxLength];
        var length = JoinNext(first, joined);
        // What lies between the two was dropped: there is always room.
        joined[..length].CopyTo(chars.AsSpan(words[first].Start));
        words[first].Length = (byte)length;
        Remove(first + 1);
    }

    private static bool Parts(char c) => c is not ('\'' or '’' or '`' or 'ʼ') && (UnicodeTables.UnitClass(c) & TextClass.Separator) != 0;

    private void Drop(FrozenSet<string> some, int leave)
    {
        var lookup = some.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = Count - 1; i >= 0; i--)
        {
            if (Count > leave && lookup.Contains(this[i]))
                Remove(i);
        }
    }

    private void Remove(int index)
    {
        for (var i = index + 1; i < Count; i++)
            words[i - 1] = words[i];
        Count--;
    }
}
