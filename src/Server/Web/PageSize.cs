using System.Globalization;

namespace LogisticsScreening.Server.Web;

/// <summary>How many items of a list are asked for: the query parameter <c>limit</c>, 1 to 500. A list goes on from its last item's sequence or id, never by skipping.</summary>
internal readonly record struct PageSize(int Value)
{
    public const int Default = 100;
    public const int Largest = 500;

    public static int Of(PageSize? asked) => asked?.Value ?? Default;

    /// <summary>Called by the binder; false becomes a problem document that names the parameter.</summary>
    public static bool TryParse(string? text, out PageSize size)
    {
        var valid = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Largest;
        size = new PageSize(value);
        return valid;
    }
}
