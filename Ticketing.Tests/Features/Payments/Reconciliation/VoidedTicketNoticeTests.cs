using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>Staff decide about the tickets of an order that was refunded in the provider's dashboard.</summary>
public sealed class VoidedTicketNoticeTests
{
    private const string Forms = "form:has([name='kind'][value='TicketsStillValid'])";

    [Theory, OnEitherDatabase]
    public async Task Voiding_tells_the_buyer_once_by_email(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var order = await SellAndRefundAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync("/admin/payments");
        Assert.Contains("The buyer is told by email.", page.Document.QuerySelector(Forms)!.TextContent, StringComparison.Ordinal);

        await page.SubmitAsync(Forms);
        await page.SubmitAsync(Forms);

        Assert.Single(await app.GetNotificationKindsAsync(order), "tickets-voided");
        var mail = await app.ComposeRefundMailAsync(order);
        Assert.Equal($"Your 2 tickets are no longer valid: order {order.Reference}", mail.Subject);
        Assert.Contains("won’t be accepted at the door", mail.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_that_are_left_valid_alarm_nobody_and_nobody_is_told(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var order = await SellAndRefundAsync(app);
        using var staff = await app.SignInAsStaffAsync();
        Assert.Contains("tickets still admit people", (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);
        var page = await staff.OpenAsync("/admin/payments");
        var decide = page.Document.QuerySelectorAll(Forms)[1];
        Assert.Equal("Leave the tickets valid", decide.QuerySelector("button")!.TextContent);

        var left = await page.SubmitAsync(
            $"{Forms}[action*='handler=Decide']",
            new Dictionary<string, string> { ["Form.Note"] = "Goodwill: they may still come." }
        );

        Assert.Null(left.Document.QuerySelector(Forms));
        Assert.Contains(
            "Goodwill",
            left.Document.QuerySelector("section[aria-labelledby='decided']")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.All(await app.GetTicketsAsync(order), ticket => Assert.Equal(TicketStatus.Valid, ticket.Status));
        Assert.DoesNotContain("tickets still admit people", (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tickets-voided", await app.GetNotificationKindsAsync(order));
    }

    private static async Task<Ticketing.Features.Orders.Order> SellAndRefundAsync(ProviderLedgerVenue app)
    {
        var (order, payment) = await app.SellOnlineAsync(tickets: 2);
        await app.SyncAsync(app.AddProviderRefund(payment, payment.Amount));
        return order;
    }
}
