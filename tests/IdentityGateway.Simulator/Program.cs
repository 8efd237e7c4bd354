using System.Globalization;
using System.Text.Json;
using LogisticsScreening.IdentityGateway.Simulator;

// IdentityGateway.Simulator --client ID --key FILE [--script FILE] [--port N] [--until-stdin-ends]
// Prints one line with its address, then answers until Ctrl+C; with --until-stdin-ends also until whoever started it is gone, however that ended.
var options = new Dictionary<string, string>(StringComparer.Ordinal);
var untilStdinEnds = false;
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--until-stdin-ends")
        untilStdinEnds = true;
    else if (args[i] is "--client" or "--key" or "--script" or "--port" && i + 1 < args.Length)
        options[args[i]] = args[++i];
    else
        return Refuse($"Unknown or incomplete: {args[i]}");
}

if (!options.TryGetValue("--client", out var client) || !options.TryGetValue("--key", out var keyFile))
    return Refuse("--client ID and --key FILE are needed.");
var port = 0;
if (options.TryGetValue("--port", out var text) && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port))
    return Refuse("--port must be a number.");

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
AppDomain.CurrentDomain.ProcessExit += (_, _) => stop.Cancel();
try
{
    var key = Convert.FromBase64String(File.ReadAllText(keyFile).Trim());
    var script = options.TryGetValue("--script", out var file) ? Script.Read(file) : new Script();
    await using var simulator = await SimulatorHost.StartAsync(client, key, script, port);
    Console.WriteLine($"The identity gateway simulator is ready at {simulator.Address}");
    Console.Out.Flush();
    var ended = untilStdinEnds ? Console.OpenStandardInput().CopyToAsync(Stream.Null, stop.Token) : Task.Delay(Timeout.Infinite, stop.Token);
    await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    return 0;
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or JsonException)
{
    return Refuse(error.Message);
}

static int Refuse(string why)
{
    Console.Error.WriteLine(why);
    return 2;
}
