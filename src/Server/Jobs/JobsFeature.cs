using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LogisticsScreening.Server.Jobs;

/// <param name="Name">Unique and stable: the lease and the history go by it.</param>
internal sealed record RecurringJob(string Name, Type Type, JobSchedule Schedule);

internal static class JobsFeature
{
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<JobStore>();
        builder.Services.AddHostedService<JobRunner>();
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
