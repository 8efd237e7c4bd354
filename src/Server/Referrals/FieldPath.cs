using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LogisticsScreening.Server.Referrals;

/// <summary>Follows a finding's field path, such as "items[0].description" or "sender.name", into a waybill.</summary>
internal static partial class FieldPath
{
    /// <summary>The value, or null when the path leads nowhere: it belongs to another part of the facts, or to a member that was not declared.</summary>
    public static JsonElement? Find(JsonElement waybill, string path)
    {
        var at = waybill;
        foreach (var step in path.Split('.'))
        {
            var match = Step().Match(step);
            if (!match.Success || at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(match.Groups["name"].Value, out at))
                return null;
            if (!match.Groups["index"].Success)
                continue;
            if (at.ValueKind is not JsonValueKind.Array || !int.TryParse(match.Groups["index"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= at.GetArrayLength())
                return null;
            at = at[index];
        }

        return at;
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z]+)(\[(?<index>\d+)\])?$")]
    private static partial Regex Step();
}
