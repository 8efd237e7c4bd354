using System.Text.Json;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Registry;

/// <summary>Real-name registrations: loading them and looking them up.</summary>
internal static class RegistryFeature
{
    /// <summary>The word of <c>import</c>.</summary>
    public const string ImportName = "registrations";

    public static void AddRegistry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<RegistrationStore>();
        services.AddSingleton<RegistrationReader>(provider => provider.GetRequiredService<RegistrationStore>().FindAsync);
        services.AddSingleton<RegistrationImport>();
        services.AddKeyedSingleton<IFileImport>(ImportName, (provider, _) => provider.GetRequiredService<RegistrationImport>());
        services.AddSingleton<IDemoPart, DemoRegistrations>();
        services.AddEncryptedTable(RegistrationStore.Encrypted);
    }

    public static void MapRegistry(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/registrations", PostAsync)
            .Accepts<string>("text/csv", "application/json")
            .WithTags("registry")
            .RequireAuthorization(Policies.Registry);

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> PostAsync(
        HttpContext context, RegistrationImport import, CancellationToken ct)
    {
        try
        {
            return await ImportRequests.RowsAsync(context.Request, RegistrationCsv.Read, RegistrationCsv.ReadJsonAsync, ct) is { } rows
                ? ImportRequests.Answer(await import.ImportAsync(rows, context.CurrentUser(), null, ct))
                : ImportRequests.WrongType();
        }
        catch (CsvFormatException problem)
        {
            return Problems.Invalid("$", problem.Message);
        }
        catch (JsonException)
        {
            return Problems.Invalid("$", "must be a JSON array of objects");
        }
    }

    /// <summary>The invented registrations of db/demo.</summary>
    private sealed class DemoRegistrations(RegistrationImport import) : IDemoPart
    {
        public async Task SeedAsync(CancellationToken ct)
        {
            await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "demo", "registrations.csv"));
            await import.ImportAsync(file, new Progress<long>(), ct);
        }
    }
}
