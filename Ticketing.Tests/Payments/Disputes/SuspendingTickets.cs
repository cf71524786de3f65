using System.Net;
using Ticketing.CheckIn;
using Ticketing.Orders;
using Ticketing.Payments.Disputes;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Payments.Disputes;

public sealed class SuspendingTickets
{
    private const string Refusal = "Suspended: the payment is disputed. Send them to the box office.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Staff_see_the_dispute_and_suspend_and_lift_with_a_button_each_of_which_harms_nothing_twice(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(2);
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse, new TimeSpan(9, 5, 0, 0)));
        using var staff = await app.SignedInAsync();

        var page = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Expect(HttpStatusCode.OK);
        Assert.Contains("The buyer’s bank disputes £30.00.", page.Text, StringComparison.Ordinal);
        Assert.Contains("the buyer did not get what was paid for", page.Text, StringComparison.Ordinal);
        Assert.Contains("Answer by Wed 12 Feb 2031, 17:00 (9 days left)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Evidence is given in the payment provider’s dashboard", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='Lift']"));

        var suspended = await page.SubmitAsync("form[action$='Suspend']");
        Assert.Contains("2 tickets are suspended", suspended.Text, StringComparison.Ordinal);
        Assert.Null(suspended.Document.QuerySelector("form[action$='Suspend']"));
        Assert.Contains("There was no ticket to suspend", (await page.SubmitAsync("form[action$='Suspend']")).Text, StringComparison.Ordinal);
        Assert.Contains("2 tickets are good again", (await suspended.SubmitAsync("form[action$='Lift']")).Text, StringComparison.Ordinal);
        Assert.Contains("No ticket was suspended", (await suspended.SubmitAsync("form[action$='Lift']")).Text, StringComparison.Ordinal);

        Assert.Equal(
            ["order.disputed", "order.tickets-suspended", "order.suspension-lifted"], (await app.AuditAsync(order.Id)).Select(entry => entry.Action));
        Assert.All(await app.TicketsOfAsync(order), ticket => Assert.Equal((TicketStatus.Valid, 1, null), (ticket.Status, ticket.Issue, ticket.SuspendedAt)));
    }

    [Theory, OnBothDatabases]
    public async Task An_order_that_nobody_disputes_is_not_suspended_whatever_is_posted(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, _) = await app.SellAsync();
        Assert.Equal(0, await SuspendAsync(app, order));
        Assert.Null(Assert.Single(await app.TicketsOfAsync(order)).SuspendedAt);
    }

    [Theory, OnBothDatabases]
    public async Task Only_tickets_that_are_valid_are_suspended(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var (order, payment) = await app.SellAsync(3);
        await app.RefundedAsync(order, 2);
        await app.HearAsync(app.Dispute(payment, DisputeStatus.UnderReview));
        Assert.Equal(2, await SuspendAsync(app, order));
        Assert.Equal([true, false, true], (await app.TicketsOfAsync(order)).Select(ticket => ticket.SuspendedAt is not null));
    }

    [Theory, OnBothDatabases]
    public async Task The_door_refuses_them_says_why_and_takes_them_again_afterwards(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (order, payment) = await app.SellAsync(1, show);
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse));
        await SuspendAsync(app, order);
        var code = (await app.CodesAsync(order))[0];
        using var staff = await app.SignedInAsync();

        var refused = await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync(code);
        Assert.Equal("Suspended", refused.Headline());
        Assert.Contains(Refusal, refused.Text, StringComparison.Ordinal);
        Assert.Equal(ScanResult.Void, Assert.Single(await app.ScansAsync(show)).Result);
        var timeline = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Text;
        Assert.Contains("was refused at the door: suspended", timeline, StringComparison.Ordinal);

        await app.UseAsync<SuspendTickets>(suspend => suspend.LiftAsync(order.Id, Ct));
        Assert.Equal("Valid", (await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync(code)).Headline());
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_is_let_in_with_them_by_hand(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (order, payment) = await app.SellAsync(1, show);
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse));
        using var staff = await app.SignedInAsync();
        var list = $"{AtTheDoor.DoorOf(show)}/list?q={order.Reference}";
        var before = await staff.OpenAsync(list);
        await SuspendAsync(app, order);

        var after = await staff.OpenAsync(list);
        Assert.Contains("Suspended", after.Document.QuerySelector(".rows .chip")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("send them to the box office", after.Text, StringComparison.Ordinal);
        Assert.Null(after.Document.QuerySelector("form[action*='Admit']"));
        var pressed = await before.SubmitAsync("form[action*='Admit']");
        Assert.Contains(Refusal, pressed.Text, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await app.TicketsOfAsync(order)).CheckedInAt);
    }

    [Theory, OnBothDatabases]
    public async Task A_scan_at_the_same_moment_lets_in_before_or_is_refused_after(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        for (var round = 0; round < 10; round++)
        {
            var (order, payment) = await app.SellAsync(1, show);
            await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse));
            var code = (await app.CodesAsync(order))[0];
            var suspending = Task.Run(() => SuspendAsync(app, order), Ct);
            var scanning = Task.Run(() => app.ScanAsync(show, code), Ct);

            Assert.Equal(1, await suspending);
            var answer = await scanning;

            var ticket = Assert.Single(await app.TicketsOfAsync(order));
            Assert.Equal(answer.Result == ScanResult.Admitted, ticket.CheckedInAt is not null);
            Assert.Contains(answer.Result, new[] { ScanResult.Admitted, ScanResult.Void });
            await app.UndoAsync(answer);
            Assert.Equal(ScanResult.Void, (await app.ScanAsync(show, code)).Result);
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_refunded_ticket_that_was_suspended_is_told_as_refunded(DatabaseProvider database)
    {
        await using var app = new BookedVenue(database);
        var show = await app.PublishAsync();
        var (order, payment) = await app.SellAsync(1, show);
        await app.HearAsync(app.Dispute(payment, DisputeStatus.NeedsResponse));
        await SuspendAsync(app, order);
        var code = (await app.CodesAsync(order))[0];
        await app.RefundedAsync(order);
        using var staff = await app.SignedInAsync();

        var refused = await (await staff.OpenAsync(AtTheDoor.DoorOf(show))).ScanAsync(code);

        Assert.Equal("Void", refused.Headline());
        Assert.Contains("Refunded: this ticket admits nobody any more.", refused.Text, StringComparison.Ordinal);
    }

    private static Task<int> SuspendAsync(BookedVenue app, Order order) =>
        app.UseAsync<SuspendTickets, int>(suspend => suspend.SuspendAsync(order.Id, Ct));
}
