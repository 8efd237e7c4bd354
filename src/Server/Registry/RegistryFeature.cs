using System.Text.Json;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Registry;

/// <summary>Real-name registrations: loading them and looking them up.</summary>
internal static class RegistryFeature
{
    /// <summary>The word of <c>import</c>.</summary>
    public const string ImportName = "registrations";

    public static void AddRegistry(this WebApplicationBuilder builder, ServerSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton<RegistrationStore>();
        services.AddSingleton<RegistrationReader>(provider => provider.GetRequiredService<RegistrationStore>().FindAsync);
        services.AddSingleton<RegistrationImport>();
        services.AddKeyedSingleton<IFileImport>(ImportName, (provider, _) => provider.GetRequiredService<RegistrationImport>());
        services.AddSingleton<RegistrationChanges>();
        services.AddSingleton(settings.Counter);
        services.AddSingleton(settings.Registry);
        services.AddSingleton(new CounterRules(settings.CounterPhoto));
        services.AddSingleton<CounterPhoto>();
        services.AddEncryptedTable(CounterPhoto.Encrypted);
        services.AddSingleton<RegistrationErasure>();
        services.AddRecurringJob<ForgetRegistrationsJob>(ForgetRegistrationsJob.Name, ForgetRegistrationsJob.Interval);
        services.AddSingleton<CounterRegistration>();
        services.AddEncryptedTable(RegistrationChanges.Encrypted);
        services.AddSingleton<AgreementStore>();
        services.AddSingleton<AgreementReader>(provider => provider.GetRequiredService<AgreementStore>().FindAsync);
        services.AddSingleton<AgreementImport>();
        services.AddKeyedSingleton<IFileImport>("agreements", (provider, _) => provider.GetRequiredService<AgreementImport>());
        services.AddEncryptedTable(AgreementStore.Encrypted);
        services.AddSingleton<IDemoPart, DemoRegistrations>();
        services.AddEncryptedTable(RegistrationStore.Encrypted);
    }

    public static void MapRegistry(this IEndpointRouteBuilder app)
    {
        var registrations = app.MapGroup("/api/registrations").WithTags("registry");
        registrations.MapPost("", PostAsync).Accepts<string>("text/csv", "application/json", "application/x-ndjson").RequireAuthorization(Policies.Registry);
        registrations.MapPost("/counter", PostCounter.HandleAsync).RequireAuthorization(Policies.Courier)
            .Produces<CounterAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
        registrations.MapGet("/counter/rules", (CounterRules rules) => TypedResults.Ok(rules)).RequireAuthorization(Policies.Courier);
        registrations.MapPut("/counter/{clientId:guid}/photo", CounterPhoto.PutAsync).Accepts<byte[]>("image/jpeg").RequireAuthorization(Policies.Courier);
        registrations.MapPost("/{id:guid}/photo", CounterPhoto.RevealAsync).RequireAuthorization(Policies.RegistryHistory);
        registrations.MapPost("/find", ChangeStatus.FindAsync).RequireAuthorization(Policies.RegistryHistory);
        registrations.MapPost("/{id:guid}/status", ChangeStatus.HandleAsync).RequireAuthorization(Policies.RegistryHistory);
        registrations.MapGet("/{id:guid}/history", ChangeStatus.HistoryAsync).RequireAuthorization(Policies.RegistryHistory);
    }

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> PostAsync(
        HttpContext context, RegistrationImport import, CancellationToken ct)
    {
        try
        {
            return await ImportRequests.RowsAsync(context.Request, RegistrationCsv.Read, RegistrationCsv.ReadJsonAsync, ct, RegistrationCsv.ReadLines) is { } rows
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

    /// <summary>The invented registrations and agreements of db/demo.</summary>
    private sealed class DemoRegistrations(RegistrationImport import, AgreementImport agreements) : IDemoPart
    {
        public async Task SeedAsync(CancellationToken ct)
        {
            await using var registrations = Demo("registrations.csv");
            await import.ImportAsync(registrations, new Progress<long>(), ct);
            await using var signed = Demo("agreements.csv");
            await agreements.ImportAsync(signed, new Progress<long>(), ct);
        }

        private static FileStream Demo(string name) => File.OpenRead(Path.Combine(AppContext.BaseDirectory, "demo", name));
    }
}
