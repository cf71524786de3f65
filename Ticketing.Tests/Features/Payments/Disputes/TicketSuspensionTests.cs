using System.Net;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Disputes;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Disputes;

public sealed class TicketSuspensionTests
{
    private const string Refusal = "Suspended: the payment is disputed. Send them to the box office.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Staff_can_suspend_and_lift_repeatedly_from_the_order_page(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(2);
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse, new TimeSpan(9, 5, 0, 0)));
        using var staff = await app.SignInAsStaffAsync();

        var page = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("The buyer’s bank disputes £30.00.", page.Text, StringComparison.Ordinal);
        Assert.Contains("the buyer did not get what was paid for", page.Text, StringComparison.Ordinal);
        Assert.Contains("Answer by Wed 12 Feb 2031, 17:00 (9 days left)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Evidence is given in the payment provider’s dashboard", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='Lift']"));

        var suspended = await page.SubmitAsync("form[action$='Suspend']");
        Assert.Contains("2 tickets are suspended", suspended.Text, StringComparison.Ordinal);
        Assert.Null(suspended.Document.QuerySelector("form[action$='Suspend']"));
        Assert.Contains(
            "There was no ticket to suspend",
            (await page.SubmitAsync("form[action$='Suspend']")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("2 tickets are good again", (await suspended.SubmitAsync("form[action$='Lift']")).Text, StringComparison.Ordinal);
        Assert.Contains("No ticket was suspended", (await suspended.SubmitAsync("form[action$='Lift']")).Text, StringComparison.Ordinal);

        Assert.Equal(
            ["order.disputed", "order.tickets-suspended", "order.suspension-lifted"],
            (await app.GetAuditEntriesAsync(order.Id)).Select(entry => entry.Action)
        );
        Assert.All(
            await app.GetTicketsAsync(order),
            ticket => Assert.Equal((TicketStatus.Valid, 1, null), (ticket.Status, ticket.Issue, ticket.SuspendedAt))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Undisputed_orders_cannot_be_suspended(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, _) = await app.SellOnlineAsync();
        Assert.Equal(0, await SuspendAsync(app, order));
        Assert.Null(Assert.Single(await app.GetTicketsAsync(order)).SuspendedAt);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_tickets_that_are_valid_are_suspended(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (order, payment) = await app.SellOnlineAsync(3);
        await app.StartRefundAsync(order, 2);
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.UnderReview));
        Assert.Equal(2, await SuspendAsync(app, order));
        Assert.Equal([true, false, true], (await app.GetTicketsAsync(order)).Select(ticket => ticket.SuspendedAt is not null));
    }

    [Theory, OnEitherDatabase]
    public async Task Check_in_refuses_suspended_tickets_and_admits_them_after_lifting(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (order, payment) = await app.SellOnlineAsync(1, show);
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        await SuspendAsync(app, order);
        var code = (await app.GetTicketCodesAsync(order))[0];
        using var staff = await app.SignInAsStaffAsync();

        var refused = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(code);
        Assert.Equal("Suspended", refused.ScanHeadline());
        Assert.Contains(Refusal, refused.Text, StringComparison.Ordinal);
        Assert.Equal(ScanResult.Void, Assert.Single(await app.GetScansAsync(show)).Result);
        var timeline = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Text;
        Assert.Contains("was refused at the door: suspended", timeline, StringComparison.Ordinal);

        await app.UseAsync<SuspendTickets>(suspend => suspend.LiftAsync(order.Id, Ct));
        Assert.Equal("Valid", (await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(code)).ScanHeadline());
    }

    [Theory, OnEitherDatabase]
    public async Task Suspended_tickets_cannot_be_admitted_manually(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (order, payment) = await app.SellOnlineAsync(1, show);
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        using var staff = await app.SignInAsStaffAsync();
        var list = $"{CheckInActions.CheckInPath(show)}/list?q={order.Reference}";
        var before = await staff.OpenAsync(list);
        await SuspendAsync(app, order);

        var after = await staff.OpenAsync(list);
        Assert.Contains("Suspended", after.Document.QuerySelector(".rows .chip")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("send them to the box office", after.Text, StringComparison.Ordinal);
        Assert.Null(after.Document.QuerySelector("form[action*='Admit']"));
        var pressed = await before.SubmitAsync("form[action*='Admit']");
        Assert.Contains(Refusal, pressed.Text, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await app.GetTicketsAsync(order)).CheckedInAt);
    }

    [Theory, OnEitherDatabase]
    public async Task A_concurrent_scan_is_admitted_before_or_refused_after_suspension(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        for (var round = 0; round < 10; round++)
        {
            var (order, payment) = await app.SellOnlineAsync(1, show);
            await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
            var code = (await app.GetTicketCodesAsync(order))[0];
            var suspending = Task.Run(() => SuspendAsync(app, order), Ct);
            var scanning = Task.Run(() => app.ScanAsync(show, code), Ct);

            Assert.Equal(1, await suspending);
            var answer = await scanning;

            var ticket = Assert.Single(await app.GetTicketsAsync(order));
            Assert.Equal(answer.Result == ScanResult.Admitted, ticket.CheckedInAt is not null);
            Assert.Contains(answer.Result, new[] { ScanResult.Admitted, ScanResult.Void });
            await app.UndoAdmissionAsync(answer);
            Assert.Equal(ScanResult.Void, (await app.ScanAsync(show, code)).Result);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_suspended_then_refunded_ticket_shows_as_refunded(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var show = await app.PublishEventAsync();
        var (order, payment) = await app.SellOnlineAsync(1, show);
        await app.SyncAsync(app.AddProviderDispute(payment, DisputeStatus.NeedsResponse));
        await SuspendAsync(app, order);
        var code = (await app.GetTicketCodesAsync(order))[0];
        await app.StartRefundAsync(order);
        using var staff = await app.SignInAsStaffAsync();

        var refused = await (await staff.OpenAsync(CheckInActions.CheckInPath(show))).ScanAsync(code);

        Assert.Equal("Void", refused.ScanHeadline());
        Assert.Contains("Refunded: this ticket is no longer valid.", refused.Text, StringComparison.Ordinal);
    }

    private static Task<int> SuspendAsync(ProviderLedgerVenue app, Order order) =>
        app.UseAsync<SuspendTickets, int>(suspend => suspend.SuspendAsync(order.Id, Ct));
}
