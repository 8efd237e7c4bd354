using LogisticsScreening.Server.Access;

namespace LogisticsScreening.Server.Intake;

/// <summary>The invented waybills of the first run, from demo/waybills.jsonl beside the executable.</summary>
internal sealed class DemoWaybills(WaybillIntake intake) : IDemoPart
{
    public async Task SeedAsync(CancellationToken ct)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "demo", "waybills.jsonl"), ct);
        var answers = await Task.WhenAll(lines.Select((line, i) =>
            intake.PutAsync(i + 1, WaybillRows.FromJsonLine(line), typist: null, _ => true, ct)));
        if (answers.FirstOrDefault(a => a.Status is WaybillStatus.Invalid or WaybillStatus.Conflict) is { } bad)
            throw new StartupException($"demo/waybills.jsonl, line {bad.Row}: {string.Join("; ", bad.Errors!.Select(e => $"{e.Key}: {e.Value[0]}"))}");
    }
}
