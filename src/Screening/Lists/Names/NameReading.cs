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

    private readonly NormalizedText text = new();
    private readonly char[] solid = new char[MaxLength];
    private int length;

    public NameScript Script { get; private set; }

    /// <summary>Folded, without separators.</summary>
    public ReadOnlySpan<char> Solid => solid.AsSpan(0, length);

    /// <summary>Characters of a Han surname; 0 when the name has none, as minority names with a dot.</summary>
    public int SurnameLength { get; private set; }

    public LatinTokens Tokens { get; } = new();

    public ReadOnlySpan<char> Surname => Solid[..SurnameLength];

    public ReadOnlySpan<char> Given => Solid[SurnameLength..];

    public void Read(ReadOnlySpan<char> name)
    {
        (Script, length, SurnameLength) = (NameScript.None, 0, 0);
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
        length = joined.Length;
        if (length == 0)
            return;
        Script = HasIdeograph(joined) ? NameScript.Han : NameScript.Latin;
        if (Script == NameScript.Latin)
            Tokens.Read(text.Chars);
        else if (text.Chars.IndexOfAny(MiddleDots) < 0)
            SurnameLength = Surnames.LengthOf(Solid);
    }

    private static bool HasIdeograph(ReadOnlySpan<char> joined)
    {
        foreach (var c in joined)
        {
            if (UnicodeTables.UnitClass(c) == TextClass.Ideograph)
                return true;
        }

        return false;
    }
}
