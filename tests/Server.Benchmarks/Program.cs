using LogisticsScreening.Server.Benchmarks;

// The program starts itself again for what runs in a process of its own: "server DIRECTORY PASSWORD", "bare", "import KIND FILE" and "list DIRECTORY CHANGES PHONES full|quick".
// By hand: --cost tells what one scan costs the server, --http scans beside a bare endpoint (both with a directory: at full volume, loaded there once and kept), --list measures the list alone, --history what a scan asks of past parcels, --gateway registrations and scans while the authority fails; none of them with the other parts.
return await (args switch
{
    ["server", var directory, var password] => Done(MeasuredServer.RunAsync(directory, password)),
    ["bare"] => Done(BareServer.RunAsync()),
    ["import", ..] => LogisticsScreening.Server.Program.Main(args),
    ["list", var directory, var changes, var phones, var mode] => Done(ListMeasurement.RunAsync(directory, changes, phones, quick: mode == "quick")),
    ["--cost"] => Done(HttpBenchmark.CostAsync()),
    ["--cost", var directory] => Done(HttpBenchmark.CostAsync(directory)),
    ["--http"] or ["--http", "--quick"] => Done(HttpBenchmark.RunAsync(quick: args.Length > 1)),
    ["--http", var directory] => Done(HttpBenchmark.RunAsync(quick: false, directory)),
    ["--list", ..] => Done(ListBenchmark.RunAsync(quick: args.Contains("--quick"))),
    ["--gateway", ..] => Done(GatewayBenchmark.RunAsync(quick: args.Contains("--quick"))),
    ["--history", ..] => Done(HistoryBenchmark.RunAsync(quick: args.Contains("--quick"))),
    [] or ["--quick"] => Done(AllAsync(quick: args.Length > 0)),
    _ => throw new ArgumentException($"Nothing to measure is called {string.Join(' ', args)}."),
});

static async Task AllAsync(bool quick)
{
    await ListBenchmark.RunAsync(quick);
    await HistoryBenchmark.RunAsync(quick);
    await GatewayBenchmark.RunAsync(quick);
    await HttpBenchmark.RunAsync(quick);
}

static async Task<int> Done(Task work)
{
    await work;
    return 0;
}
