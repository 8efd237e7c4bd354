using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Alerts;
using LogisticsScreening.Server.Declarations;
using LogisticsScreening.Server.Evidence;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.RiskLists;

namespace LogisticsScreening.Server.Screenings;

internal static class ScreeningsFeature
{
    public static void AddScreenings(this WebApplicationBuilder builder, ServerSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(_ => OrRefuse(() => ReferenceData.Load(settings.ReferenceDirectory)));
        services.AddSingleton(provider => new PolicySnapshot(OrRefuse(() => provider.GetRequiredService<ReferenceData>().Compile(RiskList.Empty))));
        services.AddSingleton(provider => provider.GetRequiredService<PolicySnapshot>().Current.Documents);
        services.AddSingleton<RiskListPoll>();
        services.AddSingleton<IDemoPart>(provider => provider.GetRequiredService<RiskListPoll>());
        services.AddHostedService(provider => provider.GetRequiredService<RiskListPoll>());
        services.AddSingleton<ScreeningDesk>();
        services.AddSingleton<AlertRaiser>();
        services.AddSingleton<DecisionWriter>();
        services.AddSingleton<DecisionStore>();
        services.AddSingleton<PostingStore>();
        services.AddSingleton<CollectionStore>();
        services.AddSingleton<PersonFindStore>();
        services.AddErasedWithParcel("postings");
        services.AddErasedWithParcel("collections");
        services.AddEncryptedTable(CollectionStore.Encrypted);
        services.AddRecurringJob<ForgetPostingsJob>("forgetPostings", ForgetPostingsJob.Interval);
        services.AddSingleton<AlertSubjects>();
        services.AddSingleton<AlertSubjectReader>(provider => provider.GetRequiredService<AlertSubjects>().ReadAsync);
        services.AddSingleton<DecidedParcelReader>(provider => provider.GetRequiredService<DecisionStore>().ReadDecidedAsync);
        services.AddSingleton(provider => new LeafSource(DecisionWriter.SubjectKind, provider.GetRequiredService<DecisionStore>().RecomputeAsync));
        services.AddEncryptedTable(new("decisions", "id", new EncryptedColumn("erasable_cipher", PreparedDecision.Purpose)));
    }

    public static void MapScreenings(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/decisions/{id:guid}", GetDecision.HandleAsync).WithTags("decisions").RequireAuthorization(Policies.Alerts);

    /// <summary>Data that cannot be used ends the start with one line.</summary>
    private static T OrRefuse<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ReferenceDataException error)
        {
            throw new StartupException($"Reference data: {error.Message}", error);
        }
    }
}
