using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LogisticsScreening.Server.Benchmarks;

internal sealed record BareScan(Guid ScanId, string? Carrier, string WaybillNumber, string Depot, string Device, DateTimeOffset ScannedAt, string Kind);

internal sealed record BareAnswer(Guid ScanId, Guid DecisionId, string Shown, BareInstruction Instruction);

internal sealed record BareInstruction(string Code, string Zh, string En);

/// <summary>A minimal endpoint that reads and writes the same JSON and does nothing else: no accounts, no database, no decision.</summary>
internal static class BareServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(options => options.SerializerOptions.TypeInfoResolverChain.Add(new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver()));
        await using var app = builder.Build();
        app.MapPost("/api/scans", (BareScan scan) => new BareAnswer(scan.ScanId, Guid.CreateVersion7(), "green", new("inspectAsUsual", "照常验视", "Inspect as usual")));
        await app.StartAsync();
        await ChildProcess.ServeAsync(app.Urls.Single(), () => new());
    }
}
