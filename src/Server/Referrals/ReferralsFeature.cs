using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Referrals.Pdf;
using LogisticsScreening.Server.Web;

namespace LogisticsScreening.Server.Referrals;

/// <summary>Referrals (线索移交): from an alert to a signed document for the authority.</summary>
internal static class ReferralsFeature
{
    public static void AddReferrals(this WebApplicationBuilder builder, ServerSettings settings)
    {
        SigningKey.Check(settings.KeysDirectory);
        var services = builder.Services;
        services.AddSingleton(new FontFolder(settings.FontsDirectory));
        services.AddSingleton(provider => new SigningKey(settings.KeysDirectory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDossierRenderer, PdfDossierRenderer>();
        services.AddSingleton<ReferralStore>();
        services.AddSingleton<AlertReferralReader>(provider => async (alertId, ct) =>
            await provider.GetRequiredService<ReferralStore>().OfAlertAsync(alertId, ct) is { } row ? new(row.Id, row.Reference, row.CreatedAt, row.CreatedByName) : null);
        services.AddSingleton<ReferralTimeline>();
        services.AddSingleton<ReferralSources>();
        services.AddSingleton<MakeReferral>();
        services.AddEncryptedTable(ReferralStore.Encrypted);
        services.AddReadiness<FontReadiness>("fonts");
    }

    public static void MapReferrals(this IEndpointRouteBuilder app)
    {
        var referrals = app.MapGroup("/api/referrals").WithTags("referrals").RequireAuthorization(Policies.Referrals);
        referrals.MapPost("/", MakeReferral.PostAsync);
        referrals.MapGet("/", ReadReferrals.ListAsync);
        referrals.MapGet("/{id:guid}", ReadReferrals.GetAsync);
        referrals.MapGet("/{id:guid}/document.pdf", ReadReferrals.GetDocumentAsync);
        referrals.MapGet("/certificate.pem", (SigningKey key) => TypedResults.Text(key.CertificatePem, "application/x-pem-file"));
    }
}
