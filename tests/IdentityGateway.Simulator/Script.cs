using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogisticsScreening.IdentityGateway.Simulator;

/// <summary>What to do with questions about one document number.</summary>
public sealed record ScriptLine
{
    /// <summary>As it is asked; <c>*</c> for every number that has no line of its own.</summary>
    public required string Number { get; init; }

    /// <summary>One of the contract's results; null: confirmed.</summary>
    public string? Result { get; init; }

    /// <summary>The name that the number belongs to; another name is answered nameDiffers.</summary>
    public string? Name { get; init; }

    public Fault? Fault { get; init; }

    /// <summary>Times the fault is shown before the right answer is given; null: always. A burst on <c>*</c> opens a circuit.</summary>
    public int? Times { get; init; }

    public int Milliseconds { get; init; } = 500;
    public int Seconds { get; init; } = 60;
}

/// <summary>Scripted answers and faults. Without a line, a number that begins with SIM and a fault's name (SIMTIMEOUT1) shows that fault, and any other is confirmed.</summary>
public sealed class Script
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    private readonly Lock gate = new();
    private readonly Dictionary<string, (ScriptLine Line, int Shown)> lines = new(StringComparer.Ordinal);

    /// <exception cref="JsonException">Not an array of lines; names line and member.</exception>
    public static Script Read(string file)
    {
        var script = new Script();
        foreach (var line in JsonSerializer.Deserialize<List<ScriptLine>>(File.ReadAllBytes(file), Json) ?? [])
            script.Set(line);
        return script;
    }

    public void Set(ScriptLine line)
    {
        lock (gate)
            lines[line.Number] = (line, 0);
    }

    public void Clear()
    {
        lock (gate)
            lines.Clear();
    }

    /// <summary>The line for a number, its fault taken off once it was shown often enough.</summary>
    public ScriptLine Next(string number)
    {
        lock (gate)
        {
            if (!lines.TryGetValue(number, out var known) && !lines.TryGetValue("*", out known))
                return new() { Number = number, Fault = ByNumber(number) };
            if (known.Line.Fault is null || known.Line.Times is { } times && known.Shown >= times)
                return known.Line with { Fault = null };
            lines[known.Line.Number] = known with { Shown = known.Shown + 1 };
            return known.Line;
        }
    }

    private static Fault? ByNumber(string number) =>
        number.StartsWith("SIM", StringComparison.OrdinalIgnoreCase)
        && Enum.TryParse<Fault>(number[3..].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), ignoreCase: true, out var fault)
            ? fault
            : null;
}
