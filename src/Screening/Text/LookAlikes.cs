namespace LogisticsScreening.Screening.Text;

/// <summary>
/// Everyday ideographs that are easily taken for one another, unpacked once from the generated data. A measured likeness of codes for their parts and
/// outlines (Cangjie, four-corner), not a dictionary: both sides are folded characters.
/// </summary>
internal static partial class LookAlikes
{
    private static readonly Dictionary<char, char[]> Others = Unpack();

    /// <summary>The most alike first; empty for what resembles nothing. When b is among those of a, a is among those of b.</summary>
    public static ReadOnlySpan<char> Of(char folded) => Others.GetValueOrDefault(folded, []);

    public static bool Alike(char a, char b) => Of(a).Contains(b);

    private static Dictionary<char, char[]> Unpack()
    {
        var others = new Dictionary<char, char[]>();
        var reader = new PackedReader(AlikeData);
        var at = 0;
        while (!reader.AtEnd)
        {
            at += reader.Next();
            var found = new char[reader.Next()];
            for (var i = 0; i < found.Length; i++)
                found[i] = (char)(at + reader.NextSigned());
            others.Add((char)at++, found);
        }

        return others;
    }
}
