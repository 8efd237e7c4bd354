using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Intake;

internal static class IntakeFeature
{
    public static void AddIntake(this WebApplicationBuilder builder, ServerSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(new IntakeOptions(settings.ReuseAfterMonths));
        services.AddSingleton(settings.Wordings);
        services.AddSingleton<CaughtWordings>();
        services.AddSingleton<WaybillStore>();
        services.AddSingleton<ScanStore>();
        services.AddSingleton<ParcelScreening>();
        services.AddSingleton<WaybillIntake>();
        services.AddSingleton<ScanIntake>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<IDemoPart, DemoWaybills>();
        if (settings.Gateway is not null)
            services.AddRecurringJob<ScreenAnsweredJob>(ScreenAnsweredJob.Name, ScreenAnsweredJob.Interval);
        services.AddKeyedSingleton<IFileImport, WaybillImport>("waybills");
        services.AddEncryptedTable(new(
            "waybill_versions",
            "id",
            new EncryptedColumn("content_cipher", WaybillStore.ContentPurpose),
            new EncryptedColumn("reason_cipher", WaybillStore.ReasonPurpose)));
    }

    public static void MapIntake(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/waybills", PostWaybills.HandleAsync).WithTags("waybills").RequireAuthorization(Policies.Intake);
        app.MapPost("/api/waybills/{id:guid}/reveal", RevealWaybill.HandleAsync).WithTags("waybills").RequireAuthorization(Policies.Reveal);
        app.MapPost("/api/scans", PostScans.HandleAsync).WithTags("scans").RequireAuthorization(Policies.Courier).Produces<ScanAnswer>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);
        app.MapPost("/api/personal-data/erasures", Erasure.HandleAsync).WithTags("personalData").RequireAuthorization(Policies.Erasure);
    }
}
