using LogisticsScreening.Server.Access;

namespace LogisticsScreening.Server.Declarations;

internal static class DeclarationsFeature
{
    public static void MapDeclarations(this IEndpointRouteBuilder app)
    {
        var reference = app.MapGroup("/api/reference").WithTags("reference");
        reference.MapGet("/legal-bases", GetReference.LegalBases).RequireAuthorization(Policies.Alerts);
        reference.MapGet("/document-types", GetReference.DocumentTypes).RequireAuthorization(Policies.Courier);
        // Who may ask for any entry can write off the whole lexicon; a depot learns a word from the alert that it raised.
        reference.MapGet("/entries/{id}", GetReference.Entry).RequireAuthorization(Policies.Lists);
    }
}
