using System.Buffers;

namespace LogisticsScreening.Server.Intake;

/// <summary>The longest texts accepted, in UTF-16 code units. Generous for real waybills, small enough that a hostile one costs nothing.</summary>
internal static class TextLimits
{
    public const int Code = 60;
    public const int Name = 100;
    public const int Phone = 64;
    public const int Address = 500;
    public const int Description = 500;
    public const int Remarks = 1_000;
    public const int Accounts = 20;
    public const int Items = 200;

    /// <summary>C0 and C1 controls and the bidirectional overrides: they change what a person sees and have no place in any field.</summary>
    public static readonly SearchValues<char> NeverInText = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r')),
        .. Enumerable.Range(0x7F, 0x21).Select(c => (char)c),
        .. "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069",
    ]);
}
