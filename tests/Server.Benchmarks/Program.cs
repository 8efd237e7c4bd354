using LogisticsScreening.Server.Benchmarks;

// The program starts itself again for the two servers: "server DIRECTORY PASSWORD" and "bare".
await (args switch
{
    ["server", var directory, var password] => MeasuredServer.RunAsync(directory, password),
    ["bare"] => BareServer.RunAsync(),
    _ => HttpBenchmark.RunAsync(quick: args.Contains("--quick")),
});
