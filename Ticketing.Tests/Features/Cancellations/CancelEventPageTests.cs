using System.Net;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Cancellations;

public sealed class CancelEventPageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Form = "main form";
    private TicketingApp app = null!;

    [Theory, OnBothDatabases]
    public async Task The_title_is_typed_to_confirm_and_the_work_is_shown_till_it_is_done(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("Late Nadia", _ => { });
        await app.BuyAsync(show, "Standing", 2);
        await app.BuyAsync(show, "Seated", 1);
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var asked = (await staff.OpenAsync($"/admin/events/{show.Id}/cancel")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("£55.50 goes back to where it came from", asked.Text, StringComparison.Ordinal);
        Assert.Contains("refund 2 orders", asked.Text, StringComparison.Ordinal);

        var refused = (
            await asked.SubmitAsync(Form, new Dictionary<string, string> { ["Typed"] = "Early Nadia", ["Message"] = "Sorry." })
        ).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("This is not the event’s title.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Sorry.", refused.Document.QuerySelector("#Message")!.TextContent);
        Assert.Equal(
            EventStatus.Active,
            (await app.UseAsync<EventCatalogue, Event>(c => c.GetAsync(show.Id, TestContext.Current.CancellationToken))).Status
        );

        var working = (await refused.SubmitAsync(Form, new Dictionary<string, string> { ["Typed"] = " late  nadia" })).ExpectStatus(
            HttpStatusCode.OK
        );
        Assert.Contains("Under way", working.Text, StringComparison.Ordinal);
        Assert.True(working.Headers.ContainsKey("Refresh"));
        await app.RunAllJobsAsync();
        var done = await staff.OpenAsync(working.Path);
        Assert.Contains("All 2 orders are refunded, and their buyers are told.", done.Text, StringComparison.Ordinal);
        Assert.False(done.Headers.ContainsKey("Refresh"));
        await app.AssertFullyRefundedAsync(show);
    }

    [Theory, OnBothDatabases]
    public async Task A_failure_is_tried_again_from_the_page(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1, "ada+refund-fails-once@example.com");
        await app.CancelAsync(show);
        await app.RunAllJobsAsync();
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var failed = await staff.OpenAsync($"/admin/events/{show.Id}/cancel");
        Assert.Contains("1 order needs you", failed.Text, StringComparison.Ordinal);
        Assert.Contains(order.Reference, failed.Text, StringComparison.Ordinal);
        Assert.Contains("1 order is tried again.", (await failed.SubmitAsync("td form")).Text, StringComparison.Ordinal);
        await app.RunAllJobsAsync();
        Assert.True((await app.ProgressAsync(show)).IsFinished);
    }

    [Theory, OnBothDatabases]
    public async Task The_buyers_page_shows_the_refund(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var buyer = app.NewBrowser();
        var order = (await buyer.BuyAsync(show)).Path;
        await app.CancelAsync(show);
        await app.RunJobAsync<CancellationJob>();
        var told = await buyer.OpenAsync(order);
        Assert.Contains("You’ll be refunded automatically.", told.Text, StringComparison.Ordinal);
        Assert.Contains("Refund of £15.00 in progress", told.Text, StringComparison.Ordinal);
        Assert.Contains("Event cancelled", told.Document.QuerySelector(".pass.void")!.TextContent, StringComparison.Ordinal);
    }
}
