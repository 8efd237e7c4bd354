using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hangfire;
using Hangfire.Storage;
using LogisticsScreening.Server.Jobs;
using LogisticsScreening.Server.Tests.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.Tests.Jobs.OnHangfire;

/// <summary>A whole server whose jobs Hangfire runs, and who may look at them.</summary>
public sealed class HangfireDashboardTests : IAsyncLifetime
{
    private static readonly string[] Pages = ["/jobs", "/jobs/recurring", "/jobs/jobs/succeeded", "/jobs/jobs/deleted", "/jobs/servers"];
    private TestServer? started;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestServer Server => started!;

    public async ValueTask InitializeAsync() => started = await TestServer.StartAsync(settings => settings with { JobsOnHangfire = true });

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
            await started.DisposeAsync();
    }

    [Fact]
    public async Task Page_ByRole_IsForTheCompanysAdministratorsOnly()
    {
        using var nobody = Server.Anonymous();
        using var admin = await Server.ClientAsync("admin");
        var local = new { userName = "jh.admin", displayName = "加盟商管理员", password = TestServer.Password, roles = new[] { "administrator" }, units = new[] { "JH-F" } };
        Assert.Equal(HttpStatusCode.Created, (await admin.PostAsJsonAsync("/api/users", local, Ct)).StatusCode);
        foreach (var page in Pages.Append("/jobs/no-such-page"))
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(page, Ct)).StatusCode);
        foreach (var account in new[] { "courier", "supervisor", "areaManager", "analyst", "compliance", "jh.admin" })
        {
            using var client = await Server.ClientAsync(account);
            foreach (var page in Pages.Append("/jobs/no-such-page"))
                Assert.Equal((account, HttpStatusCode.Forbidden), (account, (await client.GetAsync(page, Ct)).StatusCode));
        }

        foreach (var page in Pages)
            Assert.Equal((page, HttpStatusCode.OK), (page, (await admin.GetAsync(page, Ct)).StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/jobs/no-such-page", Ct)).StatusCode);
        Assert.DoesNotContain("\"/jobs", await nobody.GetStringAsync("/openapi/v1.json", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfABrowser_CountsAndChangesNothing()
    {
        using var browser = Server.Anonymous();
        using var signedIn = await browser.PostAsJsonAsync("/api/auth/session", new { userName = "admin", password = TestServer.Password }, Ct);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var page = await browser.GetStringAsync("/jobs/recurring", Ct);
        Assert.Contains("numberLeaves, every 00:00:02", page, StringComparison.Ordinal);
        Assert.DoesNotContain("js-jobs-list-command", page, StringComparison.Ordinal);

        using var metrics = new FormUrlEncodedContent([new("metrics[]", "recurring:count")]);
        var counts = await (await browser.PostAsync("/jobs/stats", metrics, Ct)).Content.ReadFromJsonAsync<JsonElement>(Ct);
        using var connection = Server.Services.GetRequiredService<JobStorage>().GetConnection();
        var jobs = connection.GetRecurringJobs().Select(job => job.Id).ToList();
        Assert.Equal(jobs.Count.ToString(CultureInfo.InvariantCulture), counts.GetProperty("recurring:count").GetProperty("value").GetString());

        using var remove = new FormUrlEncodedContent([new("jobs[]", "numberLeaves")]);
        Assert.False((await browser.PostAsync("/jobs/recurring/remove", remove, Ct)).IsSuccessStatusCode);
        Assert.Contains("numberLeaves", jobs);
        Assert.Equal(jobs, connection.GetRecurringJobs().Select(job => job.Id));

        browser.DefaultRequestHeaders.Add("Origin", "http://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/jobs/stats", metrics, Ct)).StatusCode);
    }

    [Fact]
    public async Task Jobs_OnHangfire_AreInTheHistoryAndTheirPageNamesNoParcel()
    {
        using var courier = await Server.ClientAsync("courier");
        var number = Server.UndrawnNumber();
        var waybill = SampleWaybills.Waybill(number).With("recipient.phone", SampleWaybills.ListedPhone);
        (await courier.SendAsync("/api/scans", SampleWaybills.Scan(number, waybill: waybill))).Expect(HttpStatusCode.OK);
        var store = Server.Services.GetRequiredService<JobStore>();
        IReadOnlyList<JobRun> history = [];
        for (var waited = 0; history.Count == 0 && waited < 1_200; waited++)
        {
            await Task.Delay(50, Ct);
            history = await store.HistoryAsync("numberLeaves", Ct);
        }

        Assert.All(history, run => Assert.Equal((JobRun.Succeeded, true), (run.Outcome, run.Report!.EndsWith("leaves numbered", StringComparison.Ordinal))));
        Assert.NotEmpty(history);
        using var admin = await Server.ClientAsync("admin");
        var turn = Assert.IsType<string>(Server.Services.GetRequiredService<JobStorage>().GetMonitoringApi().SucceededJobs(0, 1).Single().Key);
        foreach (var page in Pages.Append($"/jobs/jobs/details/{turn}"))
        {
            var text = await admin.GetStringAsync(page, Ct);
            Assert.DoesNotContain(number, text, StringComparison.Ordinal);
            Assert.DoesNotContain(SampleWaybills.ListedPhone, text, StringComparison.Ordinal);
            Assert.DoesNotContain(SampleWaybills.SenderName, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Server.DataDirectory, text, StringComparison.Ordinal);
        }
    }
}
