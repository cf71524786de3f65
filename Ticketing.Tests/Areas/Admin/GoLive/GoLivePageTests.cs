using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.GoLive;

public sealed class GoLivePageTests
{
    private const string Page = "/admin/check";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_superadmin_runs_the_check_and_everybody_sees_its_results(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        var before = (await staff.OpenAsync(Page)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Not checked yet", before.Text, StringComparison.Ordinal);
        Assert.NotNull((await staff.OpenAsync("/admin/settings")).Document.QuerySelector(".menu a[href='/admin/check']"));
        Assert.NotNull((await staff.OpenAsync("/admin")).Document.QuerySelector("main a[href='/admin/check']"));

        var after = await before.SubmitAsync("form[action='/admin/check']");
        Assert.Equal(Page, after.Path);
        using var colleague = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        foreach (var page in new[] { after, await colleague.OpenAsync(Page) })
        {
            Assert.Contains("Checked on Mon 3 Feb 2031, 12:00.", page.Text, StringComparison.Ordinal);
            var lines = page.Document.QuerySelectorAll(".checks li").Select(line => line.TextContent).ToList();
            Assert.Equal(13, lines.Count);
            Assert.Contains("This venue answers at https://tickets.example.", lines[0], StringComparison.Ordinal);
            Assert.Contains("OK", lines[0], StringComparison.Ordinal);
            Assert.Contains("Problem", lines[3], StringComparison.Ordinal);
            Assert.Contains("problems to solve before you sell tickets", page.Text, StringComparison.Ordinal);
        }

        var entry = await venue.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().AsNoTracking().SingleAsync(e => e.Action == "check.run", Ct)
        );
        Assert.NotNull(entry.ActorId);
        Assert.Contains("\"problems\":", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_can_neither_read_nor_run_it()
    {
        await using var venue = new GoLiveVenue();
        await venue.RunGoLiveCheckAsync();
        using var admin = await venue.SignInAsStaffAsync();
        var denied = (await admin.OpenAsync(Page)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.DoesNotContain("This venue answers", denied.Text, StringComparison.Ordinal);
        (await admin.PostAsync(Page, [])).ExpectStatus(HttpStatusCode.Forbidden);
        (await admin.PostAsync(Page + "?handler=mail", [])).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Null((await admin.OpenAsync("/admin")).Document.QuerySelector("a[href='/admin/check']"));
    }

    [Fact]
    public async Task A_form_without_its_token_runs_nothing()
    {
        await using var venue = new GoLiveVenue();
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        (await staff.PostAsync(Page, [])).ExpectStatus(HttpStatusCode.BadRequest);
        (await staff.PostAsync(Page + "?handler=mail", [])).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Empty(await venue.ReadGoLiveResultsAsync());
    }

    [Fact]
    public async Task Runs_and_test_mails_are_limited()
    {
        await using var venue = new GoLiveVenue();
        venue.Set("RateLimiting:Enabled", "true");
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await staff.OpenAsync(Page);
        for (var i = 0; i < 10; i++)
        {
            (await page.SubmitAsync("form[action*=mail]")).ExpectStatus(HttpStatusCode.OK);
        }

        (await page.SubmitAsync("form[action*=mail]")).ExpectStatus(HttpStatusCode.TooManyRequests);
        (await page.SubmitAsync("form[action='/admin/check']")).ExpectStatus(HttpStatusCode.TooManyRequests);
        Assert.Empty(await venue.ReadGoLiveResultsAsync());
    }
}
