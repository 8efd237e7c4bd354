using LogisticsScreening.Server.Access;

namespace LogisticsScreening.Server.Declarations;

internal static class DeclarationsFeature
{
    // Only those who see findings: a courier must not learn what the words are.
    public static void MapDeclarations(this IEndpointRouteBuilder app)
    {
        var reference = app.MapGroup("/api/reference").WithTags("reference").RequireAuthorization(Policies.Alerts);
        reference.MapGet("/legal-bases", GetReference.LegalBases);
        reference.MapGet("/entries/{id}", GetReference.Entry);
    }
}
