using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LogisticsScreening.Screening.Text;

/// <summary>
/// One text folded (width, compatibility, case, traditional and variant characters, accents; invisible characters removed,
/// white space collapsed and trimmed), with the way back to the original UTF-16 offsets. A reusable buffer: reading a text
/// allocates only when it is longer than any before. Folding is a function of each code point alone, so reading the result
/// again changes nothing. A lone surrogate becomes U+FFFD. Not safe for several threads at once.
/// </summary>
internal sealed class NormalizedText
{
    private const int FirstCapacity = 256;
    private const char LastAscii = '\u007F';

    /// <summary>Class bits of all separators in an entry of <see cref="UnicodeTables.Units"/>.</summary>
    public const uint SeparatorBits = (uint)TextClass.Separator << UnicodeTables.ClassShift;

    private char[] buffer = new char[FirstCapacity];
    private int[] starts = new int[FirstCapacity];
    private int[] ends = new int[FirstCapacity];
    private int length;
    private bool aligned;
    private uint classesSeen;

    private char[] joined = new char[FirstCapacity];
    private int[] joinedAt = new int[FirstCapacity];

    /// <summary>The folded text with its separators, each run of white space as one space.</summary>
    public ReadOnlySpan<char> Chars => buffer.AsSpan(0, length);

    /// <summary>True when a separator stands in the folded text, so that <see cref="Join"/> would drop something.</summary>
    public bool HasSeparators => (classesSeen & SeparatorBits) != 0;

    public void Read(ReadOnlySpan<char> original)
    {
        if (buffer.Length < original.Length)
            buffer = new char[Math.Max(original.Length, buffer.Length * 2)];
        ref var units = ref MemoryMarshal.GetArrayDataReference(UnicodeTables.Units);
        var chars = buffer;
        uint seen = 0;
        var i = 0;
        for (; i < original.Length && i < chars.Length; i++)
        {
            var entry = Unsafe.Add(ref units, (int)original[i]);
            if ((int)entry < 0)
            {
                if (entry != UnicodeTables.SpecialSpace || i == 0 || chars[i - 1] == ' ')
                    break;
                entry = ' ' | ((uint)TextClass.Space << UnicodeTables.ClassShift);
            }

            seen |= entry;
            chars[i] = (char)entry;
        }

        length = i;
        classesSeen = seen;
        aligned = i == original.Length;
        if (!aligned)
            ReadUnaligned(original, i);
        if (length > 0 && buffer[length - 1] == ' ')
            length--;
    }

    /// <summary>Where the folded characters [start, end) stood. An original character that became several is given whole.</summary>
    public (int Start, int Length) Original(int start, int end) =>
        aligned ? (start, end - start) : (starts[start], ends[end - 1] - starts[start]);

    /// <summary>Class of the character whose unit stands at an index of <see cref="Chars"/>.</summary>
    public TextClass ClassAt(int index)
    {
        var unit = buffer[index];
        if (!char.IsSurrogate(unit))
            return UnicodeTables.ClassOf(unit);
        return char.IsHighSurrogate(unit)
            ? UnicodeTables.ClassOf(char.ConvertToUtf32(unit, buffer[index + 1]))
            : UnicodeTables.ClassOf(char.ConvertToUtf32(buffer[index - 1], unit));
    }

    /// <summary>
    /// True for a separator, and for a letter that is no Latin one and has separators on both sides, a mark among them: part of a face such as (･ω･), not of a word. Of a word that is pulled apart
    /// (б~и~в) the next letter stands behind one of them.
    /// </summary>
    public bool IsSeparator(int index)
    {
        var kind = ClassAt(index);
        if (kind != TextClass.Word)
            return (kind & TextClass.Separator) != 0;
        if (buffer[index] <= LastAscii || index == 0 || index + 1 >= length)
            return false;
        var (before, after) = (ClassAt(index - 1), ClassAt(index + 1));
        return (before & TextClass.Separator) != 0 && (after & TextClass.Separator) != 0 && (before | after) != TextClass.Space && !IsPulledApart(index);
    }

    /// <summary>True for a Greek or Cyrillic letter with another one beyond the separator at either side.</summary>
    private bool IsPulledApart(int index)
    {
        return IsLetter(index) && (index > 1 && IsLetter(index - 2) || index + 2 < length && IsLetter(index + 2));

        bool IsLetter(int at) => buffer[at] is >= '\u0370' and <= '\u052F' && UnicodeTables.UnitClass(buffer[at]) == TextClass.Word;
    }

    /// <summary>The folded text without its separators; <see cref="JoinedAt"/> tells where each unit stood in <see cref="Chars"/>.</summary>
    public ReadOnlySpan<char> Join()
    {
        if (joined.Length < length)
        {
            joined = new char[buffer.Length];
            joinedAt = new int[buffer.Length];
        }

        var count = 0;
        ref var units = ref MemoryMarshal.GetArrayDataReference(UnicodeTables.Units);
        for (var i = 0; i < length; i++)
        {
            var unit = buffer[i];
            var drop = (Unsafe.Add(ref units, (int)unit) & SeparatorBits) != 0 || unit > LastAscii && IsSeparator(i);
            joined[count] = unit;
            joinedAt[count] = i;
            count += drop ? 0 : 1;
        }

        return joined.AsSpan(0, count);
    }

    /// <summary>As <see cref="Join"/>, and each run of one ideograph once (象象牙牙); overwrites what that gave.</summary>
    public ReadOnlySpan<char> JoinOnce()
    {
        var all = Join().Length;
        var count = 0;
        for (var i = 0; i < all; i++)
        {
            if (count > 0 && joined[i] == joined[count - 1] && UnicodeTables.UnitClass(joined[i]) == TextClass.Ideograph)
                continue;
            (joined[count], joinedAt[count]) = (joined[i], joinedAt[i]);
            count++;
        }

        return joined.AsSpan(0, count);
    }

    /// <summary>True when an ideograph stands twice in a text as declared, one beside the other or with a separator between.</summary>
    public static bool HasRepeats(ReadOnlySpan<char> original)
    {
        var (before, last) = ('\0', '\0');
        foreach (var unit in original)
        {
            if ((unit == last || unit == before && (UnicodeTables.UnitClass(last) & TextClass.Separator) != 0) && UnicodeTables.UnitClass(unit) == TextClass.Ideograph)
                return true;
            (before, last) = (last, unit);
        }

        return false;
    }

    /// <summary>First unit that is no separator; '\0', which no folded text holds, when there is none.</summary>
    public char FirstSolid()
    {
        for (var i = 0; i < length; i++)
        {
            if ((ClassAt(i) & TextClass.Separator) == 0)
                return buffer[i];
        }

        return '\0';
    }

    /// <summary>True when more than that many units are no separators. Stops as soon as it knows.</summary>
    public bool HasMoreThan(int units)
    {
        for (var i = 0; i < length; i++)
        {
            if ((ClassAt(i) & TextClass.Separator) == 0 && --units < 0)
                return true;
        }

        return false;
    }

    /// <summary>Index in <see cref="Chars"/> of a unit of the last <see cref="Join"/>.</summary>
    public int JoinedAt(int index) => joinedAt[index];

    private void ReadUnaligned(ReadOnlySpan<char> original, int from)
    {
        EnsureOffsets();
        for (var i = 0; i < from; i++)
        {
            starts[i] = i;
            ends[i] = i + 1;
        }

        for (var i = from; i < original.Length;)
        {
            var unit = original[i];
            var entry = UnicodeTables.Units[unit];
            var next = i + 1;
            if ((int)entry >= 0)
                Append((char)entry, i, next);
            else if (entry == UnicodeTables.SpecialSpace)
                AppendSpace(i, next);
            else if (entry == UnicodeTables.SpecialHangul)
                AppendHangul(unit - UnicodeTables.HangulFirst, i, next);
            else if (entry == UnicodeTables.SpecialSeveral)
                AppendFolded(UnicodeTables.Several(unit)!, i, next);
            else if (entry == UnicodeTables.SpecialSurrogate)
                next = AppendSurrogate(original, i);
            i = next;
        }
    }

    private int AppendSurrogate(ReadOnlySpan<char> original, int at)
    {
        if (!char.IsHighSurrogate(original[at]) || at + 1 == original.Length || !char.IsLowSurrogate(original[at + 1]))
        {
            Append('\uFFFD', at, at + 1);
            return at + 1;
        }

        var codePoint = char.ConvertToUtf32(original[at], original[at + 1]);
        if (UnicodeTables.Several(codePoint) is { } folded)
        {
            AppendFolded(folded, at, at + 2);
        }
        else
        {
            Append(original[at], at, at + 2);
            Append(original[at + 1], at, at + 2);
            classesSeen |= (uint)UnicodeTables.ClassOf(codePoint) << UnicodeTables.ClassShift;
        }

        return at + 2;
    }

    private void AppendFolded(string folded, int start, int end)
    {
        for (var i = 0; i < folded.Length; i++)
        {
            if (folded[i] == ' ')
                AppendSpace(start, end);
            else
                Append(folded[i], start, end);
            if (char.IsHighSurrogate(folded[i]))
                classesSeen |= (uint)UnicodeTables.ClassOf(char.ConvertToUtf32(folded[i], folded[i + 1])) << UnicodeTables.ClassShift;
        }
    }

    /// <summary>Unicode standard, section 3.12: a syllable is its leading consonant, vowel and perhaps trailing consonant.</summary>
    private void AppendHangul(int index, int start, int end)
    {
        const int Vowels = 21, Trails = 28;
        Append((char)(0x1100 + index / (Vowels * Trails)), start, end);
        Append((char)(0x1161 + index / Trails % Vowels), start, end);
        if (index % Trails > 0)
            Append((char)(0x11A7 + index % Trails), start, end);
    }

    /// <summary>One space for a run; none at the start of the text.</summary>
    private void AppendSpace(int start, int end)
    {
        if (length == 0)
            return;
        if (buffer[length - 1] == ' ')
            ends[length - 1] = end;
        else
            Append(' ', start, end);
    }

    private void Append(char unit, int start, int end)
    {
        if (length == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
            EnsureOffsets();
        }

        buffer[length] = unit;
        starts[length] = start;
        ends[length++] = end;
        classesSeen |= (uint)UnicodeTables.UnitClass(unit) << UnicodeTables.ClassShift;
    }

    private void EnsureOffsets()
    {
        if (starts.Length >= buffer.Length)
            return;
        Array.Resize(ref starts, buffer.Length);
        Array.Resize(ref ends, buffer.Length);
    }
}
