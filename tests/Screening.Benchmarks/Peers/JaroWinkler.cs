namespace LogisticsScreening.Screening.Benchmarks.Peers;

/// <summary>Jaro-Winkler similarity over UTF-16 code units, as a program would use it that reads a list through: prefix scale 0.1 over at most four characters.</summary>
internal static class JaroWinkler
{
    private const double PrefixScale = 0.1;
    private const int LongestPrefix = 4;

    /// <summary>Which characters are matched is kept in the bits of one word; longer texts are cut.</summary>
    private const int Longest = 64;

    public static double Similarity(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..Math.Min(a.Length, Longest)];
        b = b[..Math.Min(b.Length, Longest)];
        if (a.IsEmpty || b.IsEmpty)
            return a.Length == b.Length ? 1 : 0;
        var window = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        ulong inA = 0, inB = 0;
        var matches = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var end = Math.Min(b.Length, i + window + 1);
            for (var j = Math.Max(0, i - window); j < end; j++)
            {
                if (b[j] != a[i] || (inB >> j & 1) != 0)
                    continue;
                inA |= 1UL << i;
                inB |= 1UL << j;
                matches++;
                break;
            }
        }

        if (matches == 0)
            return 0;
        var moved = 0;
        for (int i = 0, j = 0; i < a.Length; i++)
        {
            if ((inA >> i & 1) == 0)
                continue;
            while ((inB >> j & 1) == 0)
                j++;
            moved += a[i] == b[j++] ? 0 : 1;
        }

        double m = matches;
        var jaro = ((m / a.Length) + (m / b.Length) + ((m - (moved / 2)) / m)) / 3;
        var prefix = 0;
        while (prefix < LongestPrefix && prefix < a.Length && prefix < b.Length && a[prefix] == b[prefix])
            prefix++;
        return jaro + (prefix * PrefixScale * (1 - jaro));
    }
}
