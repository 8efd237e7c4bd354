using System.Text.Json;
using LogisticsScreening.Screening;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Server.Intake;

namespace LogisticsScreening.Server.FileScreening;

/// <summary>How many waybills of a file went where.</summary>
internal sealed class ScreenedCounts
{
    private readonly long[] byLane = new long[Enum.GetValues<Lane>().Length];

    public long Screened => byLane.Sum();

    public long Refused { get; set; }

    public long this[Lane lane] => byLane[(int)lane];

    public void Count(Lane lane) => byLane[(int)lane]++;
}

/// <summary>
/// Screens a file of waybills line by line: a batch is read, decided on all cores and written in the order of the file, so that memory does not grow with it.
/// Every waybill is taken as the first version of the first issue, scanned at acceptance by the depot it names.
/// </summary>
internal sealed class WaybillFile(ScreeningPolicy policy, RegistrationTable? registry, AgreementTable? agreements, byte[] controlKey, DateTimeOffset now)
{
    private const int BatchLines = 4_096;
    private const int DeepestJson = 16;
    private static readonly JsonDocumentOptions JsonFormat = new() { MaxDepth = DeepestJson };

    /// <param name="contents">Gets the canonical content of each decision, one line each; null when nobody asked.</param>
    /// <param name="report">Told of every refused line, in the order of the file.</param>
    public ScreenedCounts Screen(Stream waybills, Stream decisions, Stream? contents, Action<string> report, ProgressBar progress)
    {
        var counts = new ScreenedCounts();
        var lines = new BoundedLines(waybills);
        var batch = new List<FileLine>(BatchLines);
        var outcomes = new Outcome[BatchLines];
        while (Fill(lines, batch))
        {
            Parallel.For(
                0,
                batch.Count,
                static () => new DecisionLine(),
                (i, _, writer) =>
                {
                    outcomes[i] = Screen(batch[i], writer);
                    return writer;
                },
                static writer => writer.Dispose());
            foreach (ref readonly var outcome in outcomes.AsSpan(0, batch.Count))
            {
                if (outcome.Problem is { } problem)
                {
                    progress.Clear();
                    report(problem);
                    counts.Refused++;
                    continue;
                }

                counts.Count(outcome.Lane);
                WriteLine(decisions, outcome.Line!);
                if (contents is not null)
                    WriteLine(contents, outcome.Content!);
            }

            progress.Show(lines.BytesRead, waybills.Length, string.Create(null, $"{counts.Screened} waybills"));
        }

        return counts;
    }

    private static bool Fill(BoundedLines lines, List<FileLine> batch)
    {
        batch.Clear();
        while (batch.Count < BatchLines && lines.Next() is { } line)
            batch.Add(line);
        return batch.Count > 0;
    }

    private Outcome Screen(FileLine line, DecisionLine writer)
    {
        if (line.Bytes is null)
            return Refused(line, $"is longer than {BoundedLines.LongestLine} bytes");
        try
        {
            using var document = JsonDocument.Parse(line.Bytes, JsonFormat);
            var errors = new FieldErrors();
            return WaybillJson.Read(document.RootElement, "", errors, policy.Documents) is { } incoming ? Screen(incoming.Waybill, writer) : Refused(line, errors.ToString());
        }
        catch (JsonException error)
        {
            // The exception's own text may quote the line, which holds personal data.
            return Refused(line, $"is not JSON at byte {(error.BytePositionInLine ?? 0) + 1}");
        }
    }

    private Outcome Screen(Waybill waybill, DecisionLine writer)
    {
        var facts = new ParcelFacts
        {
            Waybill = waybill,
            Scan = ScanKind.Acceptance,
            Depot = waybill.Depot ?? "",
            SenderRegistration = registry?.Ask(waybill.Sender),
            Agreement = waybill is { Channel: Channel.Agreement, Agreement: { } agreement } ? agreements?.Ask(agreement.Number) : null,
            AgentRegistration = waybill.Sender.Agent is { } agent ? registry?.Ask(agent) : null,
        };
        var seed = Screener.SeedOf(controlKey, waybill.Carrier, waybill.Number, facts.Issue);
        var decision = Screener.Screen(facts, policy, now, seed);
        var (text, content) = writer.Write(facts, decision, seed, controlKey);
        return new(text, content, decision.Lane, null);
    }

    private static Outcome Refused(FileLine line, string reason) => new(null, null, default, string.Create(null, $"line {line.Number}: {reason}"));

    private static void WriteLine(Stream stream, byte[] line)
    {
        stream.Write(line);
        stream.WriteByte((byte)'\n');
    }

    private readonly record struct Outcome(byte[]? Line, byte[]? Content, Lane Lane, string? Problem);
}
