using System.Buffers;
using LogisticsScreening.Server.Web;

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

    public static readonly SearchValues<char> NeverInText = RefusedCharacters.InText;
}
