using System.Text.Json;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.RiskLists;

/// <param name="Version">The <c>listVersion</c> of decisions made under it.</param>
/// <param name="Added">Entries that are new in this version.</param>
/// <param name="Ended">Entries whose former content this version replaced.</param>
/// <param name="Suppressions">People set aside from an entry, those whose last day has passed among them.</param>
internal sealed record VersionDetails(
    long Number,
    string Version,
    long Entries,
    long Added,
    long Ended,
    long Suppressions,
    long SuppressionsAdded,
    long SuppressionsEnded,
    DateTimeOffset PublishedAt,
    string? UserName);

internal sealed record VersionList(IReadOnlyList<VersionDetails> Items);

/// <summary>The risk list: changing it, its versions, loading it for screening.</summary>
internal static class RiskListsFeature
{
    /// <summary>The word of <c>import</c>.</summary>
    public const string ImportName = "list";

    public static void AddRiskLists(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<RiskListStore>();
        services.AddSingleton<RiskListLoader>();
        services.AddSingleton<ListPublication>();
        services.AddSingleton<RiskListChange>();
        services.AddSingleton<SuppressionChange>();
        services.AddSingleton<SuppressionStore>();
        services.AddSingleton<ListProofs>();
        services.AddSingleton<SuppressionCheck>();
        services.AddSingleton(provider => new EvidenceCheck(provider.GetRequiredService<SuppressionCheck>().RunAsync));
        services.AddKeyedSingleton<IFileImport>(ImportName, (provider, _) => provider.GetRequiredService<RiskListChange>());
        services.AddSingleton<IDemoPart, DemoRiskList>();
        services.AddEncryptedTable(RiskListStore.Encrypted);
        services.AddEncryptedTable(SuppressionStore.Encrypted);
    }

    public static void MapRiskLists(this IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/api/lists").WithTags("lists").RequireAuthorization(Policies.Lists);
        lists.MapPost("/entries", PostEntriesAsync).Accepts<string>("text/csv", "application/json");
        lists.MapGet("/versions", GetVersionsAsync);
        lists.MapGet("/suppressions", Suppressions.GetAsync);
        lists.MapPost("/suppressions", Suppressions.PostAsync);
        lists.MapPost("/suppressions/{id:guid}/end", Suppressions.EndAsync);
        lists.MapGet("/decisions/{id:guid}/suppressions", Suppressions.GetOfDecisionAsync);
    }

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult, Conflict<ProblemDetails>>> PostEntriesAsync(
        HttpContext context, RiskListChange change, CancellationToken ct)
    {
        try
        {
            if (await ImportRequests.RowsAsync(context.Request, RiskListCsv.Read, RiskListCsv.ReadJsonAsync, ct) is not { } rows)
                return ImportRequests.WrongType();
            return ImportRequests.Answer(await change.ImportAsync(rows, context.CurrentUser(), null, ct)).Result switch
            {
                Ok<ImportAnswer> taken => taken,
                var refused => (ProblemHttpResult)refused,
            };
        }
        catch (CsvFormatException problem)
        {
            return Problems.Invalid("$", problem.Message);
        }
        catch (JsonException)
        {
            return Problems.Invalid("$", "must be a JSON array of objects");
        }
        catch (RiskListBusyException)
        {
            return Suppressions.Busy();
        }
    }

    private static async Task<Ok<VersionList>> GetVersionsAsync(RiskListStore store, CancellationToken ct, PageSize? limit = null)
    {
        var versions = await store.VersionsAsync(PageSize.Of(limit), ct);
        return TypedResults.Ok(new VersionList([.. versions.Select(version => new VersionDetails(
            version.Number,
            version.Root,
            version.EntryCount,
            version.Added,
            version.Ended,
            version.SuppressionCount,
            version.SuppressionsAdded,
            version.SuppressionsEnded,
            version.PublishedAt,
            version.UserName))]));
    }

    /// <summary>The invented entries of db/demo.</summary>
    private sealed class DemoRiskList(RiskListChange change) : IDemoPart
    {
        public async Task SeedAsync(CancellationToken ct)
        {
            await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "demo", "entries.csv"));
            await change.ImportAsync(file, new Progress<long>(), ct);
        }
    }
}
