using System.Text.Json;

namespace LogisticsScreening.Server.Web;

/// <summary>Texts of a JSON document that may be none: half of an escaped surrogate pair is good JSON and no Unicode.</summary>
internal static class JsonText
{
    /// <summary>Null for text that is no Unicode.</summary>
    public static string? Value(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null for a name that is no Unicode.</summary>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
