using System.Net;
using Ticketing.Features.BulkOrders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.BulkOrders;

/// <summary>Staff confirm the figures before a stopped run of refunds goes on.</summary>
public sealed class ContinuedRefundTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "main form[action*=Continue]";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Money_that_would_go_back_is_shown_and_what_changed_since_is_shown_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (scanned, disputed) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Standing", 1));
        var id = await StopAsync(await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(scanned, disputed)));
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/bulk/{id}");
        Assert.Contains("Orders2 Tickets3 Refund£45.00", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("already in:", page.Text, StringComparison.Ordinal);

        await app.ScanAsync(show, (await app.GetTicketCodesAsync(scanned))[0]);
        page = (await page.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("1 of these is already in:", page.Text, StringComparison.Ordinal);
        await app.DisputeAsync(disputed);
        page = (await page.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.Conflict);
        Assert.Contains("Nothing was started: check the numbers again.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Orders1 Tickets2 Refund£30.00 Left out1", page.Text, StringComparison.Ordinal);
        await app.RunJobAsync<BulkJob>();
        Assert.Empty(await app.GetRefundsAsync(scanned));
        Assert.NotNull((await app.GetBulkProgressAsync(id)).Run.StoppedAt);

        (await page.SubmitAsync(Form)).ExpectStatus(HttpStatusCode.OK);

        // What staff did not confirm is left out, even if it could be refunded by now.
        await app.WinDisputeAsync(disputed);
        await app.RunJobAsync<BulkJob>();
        await app.RunAllJobsAsync();
        var progress = await app.GetBulkProgressAsync(id);
        Assert.Equal((1, 0), (progress.Done, progress.NotDone));
        Assert.Equal((disputed.Reference, BulkSkipReason.Disputed), progress.Problems.Select(p => (p.Reference, p.Skip!.Value)).Single());
        Assert.Empty(await app.GetRefundsAsync(disputed));
    }

    [Theory, OnBothDatabases]
    public async Task Refunds_stand_in_the_name_of_who_continued(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var (first, second) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(show, "Standing", 1));
        var id = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(first, second));
        var run = (await app.GetBulkProgressAsync(id)).Run;
        var begun = await app.UseAsync<ProcessBulkEntry, Guid?>(process => process.ProcessNextAsync(run, _ => { }, Ct));
        await StopAsync(id);
        var member = await app.CreateStaffAsync("Admin");
        using var german = app.NewBrowser(languages: "de");
        await german.SignInAsync(member);
        var page = await german.OpenAsync($"/admin/orders/bulk/{id}");
        Assert.Contains("Mit den übrigen fortfahren?", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync(Form);
        Assert.Contains("angehalten von System", page.Text, StringComparison.Ordinal);
        Assert.Contains($"fortgesetzt von {member.Name}", page.Text, StringComparison.Ordinal);
        await app.RunJobAsync<BulkJob>();

        var (early, late) = begun == first.Id ? (first, second) : (second, first);
        Assert.NotEqual(run.RequestedBy, member.Name);
        Assert.Equal(run.RequestedBy, (await app.GetRefundsAsync(early)).Single().RequestedBy);
        Assert.Equal(member.Name, (await app.GetRefundsAsync(late)).Single().RequestedBy);
        Assert.Equal(member.Name, (await app.GetAuditEntriesAsync(late.Id))[^1].ActorName);
        Assert.Equal(member.Name, (await app.GetAuditTrailAsync(id))[^1].ActorName);
    }

    private async Task<Guid> StopAsync(Guid id)
    {
        Assert.True(await app.UseAsync<StopBulkRun, bool>(stop => stop.StopAsync(id, Ct)));
        await app.RunJobAsync<BulkJob>();
        return id;
    }
}
