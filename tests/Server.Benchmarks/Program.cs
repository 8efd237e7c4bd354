using LogisticsScreening.Server.Benchmarks;

// The program starts itself again for the two servers: "server DIRECTORY PASSWORD" and "bare". With --cost it tells what one scan costs the server, and nothing else.
await (args switch
{
    ["server", var directory, var password] => MeasuredServer.RunAsync(directory, password),
    ["bare"] => BareServer.RunAsync(),
    ["--cost", ..] => HttpBenchmark.CostAsync(),
    _ => HttpBenchmark.RunAsync(quick: args.Contains("--quick")),
});
