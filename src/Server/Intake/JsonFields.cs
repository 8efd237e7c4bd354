using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Intake;

/// <summary>
/// Reads one JSON object field by field. Every problem is noted with its path and reading goes on, so that one answer names all of them;
/// <see cref="RefuseUnknown"/> comes last. A null member is an absent one.
/// </summary>
internal sealed partial class JsonFields
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly FieldErrors errors;

    // What is no object lacks every member; saying so once is enough.
    private readonly bool isObject;

    public JsonFields(JsonElement element, string path, FieldErrors errors)
    {
        Path = path;
        this.errors = errors;
        isObject = element.ValueKind == JsonValueKind.Object;
        if (!isObject)
        {
            errors.Add(path.Length == 0 ? "$" : path, "must be an object");
            return;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (JsonText.Name(member) is not { } name)
                errors.Add(path.Length == 0 ? "$" : path, "has a member whose name is no text");
            else if (!members.TryAdd(name, member.Value))
                errors.Add(At(RefusedCharacters.Shown(name)), "stands twice");
        }
    }

    public string Path { get; }

    public string At(string name) => Path.Length == 0 ? name : Path + "." + name;

    /// <summary>Free text: any script; control characters and bidirectional overrides are refused, invisible ones are left for the screening to see.</summary>
    public string? Text(string name, int most, bool required = false)
    {
        var text = String(name, most, required);
        if (text is not null && text.AsSpan().IndexOfAny(TextLimits.NeverInText) >= 0)
        {
            errors.Add(At(name), "contains control characters or direction overrides");
            return null;
        }

        return text;
    }

    /// <summary>A number or code of the trade: what <paramref name="shape"/> allows, nothing else.</summary>
    public string? Code(string name, Regex shape, string allowed, bool required = false)
    {
        var text = String(name, TextLimits.Code, required);
        if (text is null || shape.IsMatch(text))
            return text;
        errors.Add(At(name), allowed);
        return null;
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (String(name, TextLimits.Code, required: false) is not { } text)
            return null;
        if (EnumText<T>.TryParse(text, out var value))
            return value;
        errors.Add(At(name), "must be one of " + string.Join(", ", EnumText<T>.All));
        return null;
    }

    public T RequiredChoice<T>(string name)
        where T : struct, Enum
    {
        if (!Take(name, out _))
            Missing(name);
        return Choice<T>(name) ?? default;
    }

    public int? Whole(string name, int least, int most, bool required = false)
    {
        if (!Take(name, out var value))
        {
            if (required)
                Missing(name);
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        errors.Add(At(name), $"must be a whole number from {least} to {most}");
        return null;
    }

    public DateOnly? Day(string name)
    {
        if (String(name, TextLimits.Code, required: false) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        errors.Add(At(name), "must be a day such as 2026-11-22");
        return null;
    }

    /// <summary>An RFC 3339 instant with its offset.</summary>
    public DateTimeOffset? Instant(string name, bool required = false)
    {
        if (String(name, TextLimits.Code, required) is not { } text)
            return null;
        if (Rfc3339.TryParse(text, out var instant) && instant.UtcDateTime.Year is >= 2000 and < 2200)
            return instant.ToUniversalTime();
        errors.Add(At(name), "must be an instant such as 2026-11-22T08:00:00Z");
        return null;
    }

    public Guid? Id(string name, bool required = false)
    {
        if (String(name, TextLimits.Code, required) is not { } text)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        errors.Add(At(name), "must be a UUID");
        return null;
    }

    /// <summary>A member {amount, currency}.</summary>
    public Money? Money(string name)
    {
        if (!Take(name, out var value))
            return null;
        var fields = new JsonFields(value, At(name), errors);
        var money = fields.Money("amount", "currency");
        fields.RefuseUnknown();
        return money;
    }

    /// <summary>An amount beside its currency, both members of this object.</summary>
    public Money? Money(string amountName, string currencyName)
    {
        var amount = Code(amountName, AmountShape(), "must be a decimal string such as \"300.00\"");
        var currency = Code(currencyName, CurrencyShape(), "must be an ISO 4217 code such as CNY");
        if (amount is null)
            return null;
        return new(amount, currency ?? "CNY");
    }

    public JsonFields? Object(string name, bool required = false)
    {
        if (Take(name, out var value))
            return new(value, At(name), errors);
        if (required)
            Missing(name);
        return null;
    }

    /// <summary>The elements of an array member with their paths; empty when absent.</summary>
    public IReadOnlyList<(JsonElement Element, string Path)> Array(string name, int most, bool required = false)
    {
        if (!Take(name, out var value))
        {
            if (required)
                Missing(name);
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            errors.Add(At(name), "must be an array");
            return [];
        }

        var count = value.GetArrayLength();
        if (count > most || (required && count == 0))
        {
            errors.Add(At(name), required ? $"must have 1 to {most} elements" : $"must have at most {most} elements");
            return [];
        }

        return [.. value.EnumerateArray().Select((e, i) => (e, $"{At(name)}[{i}]"))];
    }

    public IReadOnlyList<string> Texts(string name, int mostElements, int mostCharacters)
    {
        var result = new List<string>();
        foreach (var (element, path) in Array(name, mostElements))
        {
            if (element.ValueKind == JsonValueKind.String && JsonText.Value(element) is { Length: > 0 } text && text.Length <= mostCharacters
                && text.AsSpan().IndexOfAny(TextLimits.NeverInText) < 0)
                result.Add(text);
            else
                errors.Add(path, $"must be a text of 1 to {mostCharacters} characters");
        }

        return result;
    }

    /// <summary>Takes a member without reading it, for the caller to read another way.</summary>
    public bool Take(string name, out JsonElement value)
    {
        read.Add(name);
        return members.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public void RefuseUnknown()
    {
        foreach (var name in members.Keys.Where(n => !read.Contains(n)))
            errors.Add(At(RefusedCharacters.Shown(name)), "is not a known field");
    }

    private void Missing(string name)
    {
        if (isObject)
            errors.Add(At(name), "is required");
    }

    private string? String(string name, int most, bool required)
    {
        if (!Take(name, out var value))
        {
            if (required)
                Missing(name);
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || JsonText.Value(value) is not { } text)
        {
            errors.Add(At(name), "must be a text");
            return null;
        }

        if (text.Length <= most && (text.Length > 0 || !required) && !(required && string.IsNullOrWhiteSpace(text)))
            return text.Length == 0 ? null : text;
        errors.Add(At(name), required ? $"must have 1 to {most} characters" : $"must have at most {most} characters");
        return null;
    }

    [GeneratedRegex(@"^[0-9]{1,12}(\.[0-9]{1,2})?\z")]
    private static partial Regex AmountShape();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyShape();
}
