using Hangfire;
using Hangfire.Dashboard;
using LogisticsScreening.Server.Access;

namespace LogisticsScreening.Server.Jobs.OnHangfire;

/// <summary>Hangfire's page for the company's administrators: it shows names and times of jobs and of servers, and changes nothing.</summary>
internal static class HangfireDashboard
{
    public static void Map(WebApplication app)
    {
        var schedules = app.Services.GetServices<RecurringJob>().ToDictionary(job => job.Name, job => $"{job.Name}, {job.Schedule}");
        var options = new DashboardOptions
        {
            // The endpoint's policy has decided already; without it, Hangfire would let in whoever sits at the machine.
            Authorization = [],
            // Nothing to change: a turn is given by schedule and lease. So its forms need no token of Hangfire's own.
            IsReadOnlyFunc = _ => true,
            IgnoreAntiforgeryToken = true,
            DisplayStorageConnectionString = false,
            DashboardTitle = "LogisticsScreening",
            // Hangfire's own columns for it stay empty of meaning, because the schedule is ours.
            DisplayNameFunc = (_, job) => schedules.GetValueOrDefault($"{job.Args[0]}", "another version's job"),
        };
        var dashboard = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        dashboard.UsePathBase(JobsFeature.DashboardPath);
        dashboard.UseMiddleware<AspNetCoreDashboardMiddleware>(app.Services.GetRequiredService<JobStorage>(), options, DashboardRoutes.Routes);
        dashboard.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.Map(JobsFeature.DashboardPath + "/{**path}", dashboard.Build())
            .RequireAuthorization(Policies.Jobs)
            .ExcludeFromDescription();
    }
}
