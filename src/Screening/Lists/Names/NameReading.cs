using System.Buffers;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

internal enum NameScript
{
    /// <summary>Nothing that could be compared: empty, hidden by stars, or of signs only.</summary>
    None,

    Han,

    Latin,
}

/// <summary>One name read for comparing. A reusable buffer: reading allocates only when a name is longer than any before. Not safe for several threads at once.</summary>
internal sealed class NameReading
{
    /// <summary>Longer names are cut: no name of a person is, and the work for one stays bounded.</summary>
    public const int MaxLength = 64;

    /// <summary>Between the parts of a minority or translated name, as the folding leaves them.</summary>
    private static readonly SearchValues<char> MiddleDots = SearchValues.Create("·•・‧∙⋅");

    /// <summary>Dots read; a name has no more parts.</summary>
    private const int MostCuts = 3;

    private readonly NormalizedText text = new();
    private readonly PinyinReadings pinyin = new();
    private readonly char[] solid = new char[MaxLength];
    private readonly int[] cuts = new int[MostCuts];
    private int length;
    private int cutCount;

    public NameScript Script { get; private set; }

    /// <summary>Folded, without separators and <see cref="Strokes"/>.</summary>
    public ReadOnlySpan<char> Solid => solid.AsSpan(0, length);

    /// <summary>Characters of a Han surname; 0 when the name has none, as minority names with a dot.</summary>
    public int SurnameLength { get; private set; }

    /// <summary>Places in <see cref="Solid"/> where a dot parts a minority or translated name, which may be given in another order.</summary>
    public ReadOnlySpan<int> Cuts => cuts.AsSpan(0, cutCount);

    /// <summary>Written half in characters, half in pinyin ("Zhang 晓明"): read as Latin, each character as its syllable.</summary>
    public bool IsSpelled { get; private set; }

    public LatinTokens Tokens { get; } = new();

    public ReadOnlySpan<char> Surname => Solid[..SurnameLength];

    public ReadOnlySpan<char> Given => Solid[SurnameLength..];

    public void Read(ReadOnlySpan<char> name)
    {
        (Script, length, SurnameLength, cutCount, IsSpelled) = (NameScript.None, 0, 0, 0, false);
        // Stars round a name of three characters or more hide nothing: "李*" is masked, "张晓明*" is not.
        const int LeastWhole = 3;
        if (name.IndexOfAny('*', '＊') >= 0)
        {
            name = name.Trim("*＊ ");
            if (name.Length < LeastWhole || name.IndexOfAny('*', '＊') >= 0)
                return;
        }

        text.Read(name.Length <= 4 * MaxLength ? name : name[..(4 * MaxLength)]);
        var joined = text.HasSeparators ? text.Join() : text.Chars;
        joined = joined[..Math.Min(joined.Length, MaxLength)];
        joined.CopyTo(solid);
        length = Strokes.Remove(solid.AsSpan(0, joined.Length));
        if (length == 0)
            return;
        Script = Has(TextClass.Ideograph) ? NameScript.Han : NameScript.Latin;
        if (Script == NameScript.Han && Has(TextClass.Word) && Spell())
            (Script, IsSpelled) = (NameScript.Latin, true);
        else if (Script == NameScript.Latin)
            Tokens.Read(text.Chars);
        else if (text.Chars.IndexOfAny(MiddleDots) < 0)
            SurnameLength = Surnames.LengthOf(Solid);
        else if (length == joined.Length)
            FindCuts();
    }

    private bool Has(TextClass kind)
    {
        foreach (var c in Solid)
        {
            if (UnicodeTables.UnitClass(c) == kind)
                return true;
        }

        return false;
    }

    /// <summary>Writes the name in pinyin if the letters in it are some; otherwise leaves it as it is: 张伟Jack.</summary>
    private bool Spell()
    {
        Span<char> spelled = stackalloc char[4 * MaxLength], letters = stackalloc char[MaxLength];
        var (end, letter) = (0, 0);
        for (var i = 0; i < length; i++)
        {
            var isIdeograph = UnicodeTables.UnitClass(solid[i]) == TextClass.Ideograph;
            var syllable = isIdeograph ? Pronunciation.Spelling(i == 0 ? Surnames.SyllableOf(solid[i]) : Pronunciation.Main(solid[i])) : "";
            if ((isIdeograph ? syllable.Length == 0 : !char.IsAsciiLetterLower(solid[i])) || letter + Pronunciation.LongestSpelling > MaxLength)
                return false;
            if (!isIdeograph)
            {
                (spelled[end++], letters[letter++]) = (solid[i], solid[i]);
                continue;
            }

            // A character parts what stands beside it, as a space would.
            if (end > 0 && spelled[end - 1] != ' ')
                spelled[end++] = ' ';
            syllable.CopyTo(spelled[end..]);
            syllable.CopyTo(letters[letter..]);
            (end, letter) = (end + syllable.Length, letter + syllable.Length);
            spelled[end++] = ' ';
        }

        pinyin.Read(letters[..letter]);
        if (pinyin.Count == 0)
            return false;
        Tokens.Read(spelled[..end]);
        letters[..letter].CopyTo(solid);
        length = letter;
        return true;
    }

    private void FindCuts()
    {
        var chars = text.Chars;
        for (var i = 1; i < length && cutCount < MostCuts; i++)
        {
            if (chars[text.JoinedAt(i - 1)..text.JoinedAt(i)].IndexOfAny(MiddleDots) >= 0)
                cuts[cutCount++] = i;
        }
    }
}
