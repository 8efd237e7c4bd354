using System.Buffers;

namespace LogisticsScreening.Screening.Parcels;

/// <summary>The unified social credit code of organisations (GB 32100): 18 characters of a 31-letter alphabet without I, O, S, V, Z.</summary>
public static class OrganisationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    public static bool HasShape(string normalised) => normalised.Length == 18 && normalised.AsSpan().IndexOfAnyExcept(Letters) < 0;

    /// <summary>Some real codes fail this check: a reason to warn, never to block.</summary>
    public static bool CheckDigitFits(string normalised)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += Alphabet.IndexOf(normalised[i]) * Weights[i];
        return Alphabet[(31 - (sum % 31)) % 31] == normalised[17];
    }
}
