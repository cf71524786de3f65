using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Cancellations;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
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

    [Theory, OnEitherDatabase]
    public async Task The_title_is_typed_to_confirm_and_the_work_is_shown_till_it_is_done(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("Late Nadia", _ => { });
        await app.BuyAsync(show, "Standing", 2);
        await app.BuyAsync(show, "Seated", 1);
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var asked = (await staff.OpenAsync($"/admin/events/{show.Id}/cancel")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("£55.50 is refunded to where it was paid from", asked.Text, StringComparison.Ordinal);
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
        Assert.Contains("In progress", working.Text, StringComparison.Ordinal);
        Assert.True(working.Headers.ContainsKey("Refresh"));
        await app.RunAllJobsAsync();
        var done = await staff.OpenAsync(working.Path);
        Assert.Contains("All 2 orders are refunded, and their buyers are told.", done.Text, StringComparison.Ordinal);
        Assert.False(done.Headers.ContainsKey("Refresh"));
        await app.AssertFullyRefundedAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task The_page_goes_on_updating_between_the_last_refund_and_the_end_of_the_run(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 1);
        await app.CancelAsync(show);
        await app.RunAllJobsAsync();
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(() =>
                db.Set<CancellationRun>()
                    .Where(run => run.EventId == show.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(run => run.FinishedAt, (DateTimeOffset?)null))
            )
        );
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);

        var page = await staff.OpenAsync($"/admin/events/{show.Id}/cancel");

        Assert.Contains("Refunded1 of 1", page.Text, StringComparison.Ordinal);
        Assert.Contains("In progress", page.Text, StringComparison.Ordinal);
        Assert.True(page.Headers.ContainsKey("Refresh"));
    }

    [Theory, OnEitherDatabase]
    public async Task Walk_ups_get_no_mail_and_their_money_stays_listed_until_it_is_handed_back(DatabaseProvider database)
    {
        await using var alone = new TicketingApp(database);
        app = alone;
        var show = await app.PublishEventAsync("Late Nadia", _ => { });
        await app.BuyAsync(show, "Standing", 1, "ben@example.com");
        await app.BuyAsync(show, "Standing", 1, "Ben@example.com");
        var (cash, card) = (
            await app.SellAsync(show, "Standing", 1),
            await app.SellAsync(show, "Standing", 2, BoxOfficePayment.CardTerminal)
        );
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var asked = await staff.OpenAsync($"/admin/events/{show.Id}/cancel");
        Assert.Contains("1 of 3 buyers is told by email; the others gave no address.", asked.Text, StringComparison.Ordinal);
        Assert.Contains("To hand back: Cash£14.00", asked.Text, StringComparison.Ordinal);
        Assert.Contains("To hand back: Card terminal£28.00", asked.Text, StringComparison.Ordinal);
        Assert.Contains("£42.00 was paid at the venue.", asked.Text, StringComparison.Ordinal);

        await asked.SubmitAsync(Form, new Dictionary<string, string> { ["Typed"] = "Late Nadia" });
        await app.RunAllJobsAsync();
        Assert.Empty(await app.GetNotificationKindsAsync(cash));
        Assert.Empty(await app.GetNotificationKindsAsync(card));
        var details = await staff.OpenAsync($"/admin/events/{show.Id}");
        var done = await staff.OpenAsync(details.Document.QuerySelector("main .notice a")!.GetAttribute("href")!);
        Assert.Contains("Refunded2 of 4 To hand back2", done.Text, StringComparison.Ordinal);
        Assert.Contains("Buyers with an email address1 of 3", done.Text, StringComparison.Ordinal);
        Assert.Contains("2 orders refunded. 1 of 3 buyers is told by email", done.Text, StringComparison.Ordinal);
        Assert.Contains("Still to hand back: £42.00 in 2 refunds.", done.Text, StringComparison.Ordinal);

        foreach (var order in new[] { cash, card })
        {
            Assert.Contains(order.Reference, done.Text, StringComparison.Ordinal);
            done = await done.SubmitAsync($"tr:has([href*='{order.Reference}']) form");
            Assert.DoesNotContain(order.Reference, done.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Contains("4 orders refunded. 1 of 3 buyers is told by email", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hand back", done.Text, StringComparison.Ordinal);
        await app.AssertFullyRefundedAsync(show);
    }

    [Theory, OnEitherDatabase]
    public async Task Money_owed_from_before_the_cancellation_is_told_apart(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.StartRefundAsync(await app.SellAsync(show, "Standing", 1));
        await app.SellAsync(show, "Standing", 1);
        await app.SellAsync(show, "Standing", 1);
        await app.CancelAsync(show);
        await app.RunAllJobsAsync();
        using var staff = await app.SignInAsStaffAsync(Roles.Admin);
        var done = await staff.OpenAsync($"/admin/events/{show.Id}/cancel");
        Assert.Contains("in 3 refunds", done.Text, StringComparison.Ordinal);
        Assert.Contains("To hand back2 and 1 from other refunds", done.Text, StringComparison.Ordinal);
        Assert.Contains("1 of these refunds does not come from this cancellation", done.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
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

    [Theory, OnEitherDatabase]
    public async Task The_buyers_page_shows_the_refund(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var buyer = app.NewBrowser();
        var order = (await buyer.BuyAsync(show)).Path;
        await app.CancelAsync(show);
        var cancelled = await buyer.OpenAsync(order);
        Assert.Empty(cancelled.Document.QuerySelectorAll(".pass img, .emailed, [href$='tickets.pdf']"));
        Assert.DoesNotContain("at the door", cancelled.Text, StringComparison.Ordinal);
        Assert.Contains("Show cancelled", cancelled.Document.QuerySelector(".pass.void")!.TextContent, StringComparison.Ordinal);

        await app.RunJobAsync<CancellationJob>();
        var told = await buyer.OpenAsync(order);
        Assert.Contains("You’ll be refunded automatically.", told.Text, StringComparison.Ordinal);
        Assert.Contains("Refund of £15.00 in progress", told.Text, StringComparison.Ordinal);
        Assert.Contains("Show cancelled", told.Document.QuerySelector(".pass.void")!.TextContent, StringComparison.Ordinal);
    }
}
