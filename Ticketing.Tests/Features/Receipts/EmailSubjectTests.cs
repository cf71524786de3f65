using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Features.Receipts.Emails;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Cancellations;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

/// <summary>Subjects name the year of a show that is not in this one.</summary>
public class EmailSubjectTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Of_tickets_and_refunds(DatabaseProvider database)
    {
        var (_, order) = await BuyForNextYearAsync(database);
        Assert.Equal("Your tickets for Nadia Karim Quartet, Wed 3 Mar 2032", (await app.ConfirmationAsync(order))!.Subject);
        await app.StartRefundAsync(order, 1);
        await app.RunAllJobsAsync();
        Assert.Equal("We’ve refunded £15.00: Nadia Karim Quartet, Wed 3 Mar 2032", (await app.ComposeRefundMailAsync(order)).Subject);
        await app.StartRefundAsync(order, 2);
        var resent = (await app.ConfirmationAsync(order))!;
        Assert.Equal("Your receipt for Nadia Karim Quartet, Wed 3 Mar 2032", resent.Subject);
        Assert.All([resent.Text, resent.Html], text => Assert.DoesNotContain("View tickets", text, StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task Of_one_free_ticket_that_was_cancelled(DatabaseProvider database)
    {
        app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(new TicketTypeDraft("Entry", 0, 10)), "Entry", 1);
        await app.StartRefundAsync(order);
        await app.RunAllJobsAsync();
        var mail = await app.ComposeRefundMailAsync(order);
        Assert.Equal("Your ticket for Nadia Karim Quartet has been cancelled", mail.Subject);
        Assert.Contains("Your ticket was free, so there is nothing to refund.", mail.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Of_changes_and_of_a_cancellation(DatabaseProvider database)
    {
        var (show, order) = await BuyForNextYearAsync(database);
        await app.MoveByDaysAsync(show, 7, ReschedulingSteps.Tell);
        Assert.Equal("New date for Nadia Karim Quartet: Wed 10 Mar 2032", (await app.ReadNoticeAsync(order)).Subject);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.CancelAsync(show);
        await app.RunAllJobsAsync();
        Assert.Equal("Cancelled: Nadia Karim Quartet, Wed 10 Mar 2032", (await app.ComposeRefundMailAsync(order)).Subject);
    }

    [Theory, OnEitherDatabase]
    public async Task Of_free_tickets_and_of_a_payment_that_failed(DatabaseProvider database)
    {
        var (show, order) = await BuyForNextYearAsync(database);
        var venue = app.Services.GetRequiredService<IOptions<SiteOptions>>().Value;
        var now = app.Clock.GetUtcNow();
        Assert.Equal(
            "Confirm your free tickets: Nadia Karim Quartet, Wed 3 Mar 2032",
            new FreeConfirmationText(order, show, "https://tickets.example", venue, now).Subject
        );
        Assert.Equal(
            "Your payment didn’t go through: Nadia Karim Quartet, Wed 3 Mar 2032",
            new PaymentFailedText(order, show, venue, "", "https://tickets.example", now).Subject
        );
    }

    private async Task<(Event Show, Order Order)> BuyForNextYearAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(e => (e.StartsAt, e.DoorsAt) = (e.StartsAt.AddYears(1), null));
        return (show, await app.BuyAsync(show, "Standing", 2));
    }
}
