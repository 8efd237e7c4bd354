using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LogisticsScreening.Server.Jobs;

/// <param name="Name">Unique and stable: the lease and the history go by it.</param>
internal sealed record RecurringJob(string Name, Type Type, JobSchedule Schedule);

internal static class JobsFeature
{
    /// <summary>Hangfire's own page, where it runs the jobs; with another executor nothing is there.</summary>
    public const string DashboardPath = "/jobs";

    /// <summary>Whether this build can run the jobs on Hangfire, which not every package feed has.</summary>
    public const bool HasHangfire =
#if WITH_HANGFIRE
        true;
#else
        false;
#endif

    public static void AddJobs(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddSingleton<JobTurns>();
#if WITH_HANGFIRE
        if (settings.JobsOnHangfire)
            OnHangfire.HangfireFeature.Add(builder.Services);
#endif
        builder.Services.TryAddSingleton<IJobExecutor>(services => services.GetRequiredService<JobTurns>());

        // After the executor, so that the waiting ends before what carries out.
        builder.Services.AddHostedService<JobRunner>();
    }

    public static void MapJobs(this WebApplication app)
    {
#if WITH_HANGFIRE
        if (app.Services.GetRequiredService<ServerSettings>().JobsOnHangfire)
            OnHangfire.HangfireDashboard.Map(app);
#endif
    }

    /// <summary>A job that every installation runs, on one server at a time. For AddX of the feature it belongs to.</summary>
    public static void AddRecurringJob<TJob>(this IServiceCollection services, string name, JobSchedule schedule)
        where TJob : class, IRecurringJob
    {
        services.TryAddScoped<TJob>();
        services.AddSingleton(new RecurringJob(name, typeof(TJob), schedule));
    }

    public static void AddRecurringJob<TJob>(this IServiceCollection services, string name, TimeSpan interval)
        where TJob : class, IRecurringJob => services.AddRecurringJob<TJob>(name, JobSchedule.Every(interval));
}
