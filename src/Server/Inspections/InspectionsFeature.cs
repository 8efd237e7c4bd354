using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Inspections;

internal static class InspectionsFeature
{
    public static void AddInspections(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<InspectionStore>();
        services.AddSingleton<RecordInspection>();
        services.AddSingleton<AssessFind>();
        services.AddEncryptedTable(InspectionStore.EncryptedItems);
        services.AddEncryptedTable(InspectionStore.EncryptedAssessments);
        services.AddErasedWithParcel("inspection_items", "description_cipher");
    }

    public static void MapInspections(this IEndpointRouteBuilder app)
    {
        var inspections = app.MapGroup("/api/inspections").WithTags("inspections");
        inspections.MapPost("/", RecordInspection.PostAsync).RequireAuthorization(Policies.Courier);
        inspections.MapGet("/", GetInspections.HandleAsync).RequireAuthorization(Policies.Alerts);
        inspections.MapPost("/items/{id:guid}/assessments", AssessFind.PostAsync).RequireAuthorization(Policies.Assessments);
    }
}
