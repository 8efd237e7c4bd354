namespace LogisticsScreening.Screening.Parcels;

/// <summary>The camelCase name of an enum value, as every interface of contract.md spells it. Allocates nothing per call.</summary>
public static class EnumText<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Texts = [.. Enum.GetNames<T>().Select(Camel)];

    public static IReadOnlyList<string> All => Texts;

    public static string Of(T value) => Texts[Array.IndexOf(Values, value)];

    /// <summary>Exact spelling only: "Green" and "1" are not lanes.</summary>
    public static bool TryParse(string? text, out T value)
    {
        var index = text is null ? -1 : Array.IndexOf(Texts, text);
        value = index < 0 ? default : Values[index];
        return index >= 0;
    }

    private static string Camel(string name) => string.Create(name.Length, name, static (span, source) =>
    {
        source.CopyTo(span);
        span[0] = (char)(span[0] | 0x20);
    });
}
