using System.Globalization;
using System.Text.RegularExpressions;

namespace LogisticsScreening.Server.Web;

/// <summary>Instants as the contract writes them: RFC 3339 with an offset, never local time.</summary>
internal static partial class Rfc3339
{
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        return Shape().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Shape();
}
