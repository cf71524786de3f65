using System.Net;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

/// <summary>No column is narrower than its validation allows.</summary>
public sealed class MaxInputLengthTests
{
    private static readonly string MaxEmail = $"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('b', 61), 3))}.co";

    [Theory, OnEitherDatabase]
    public async Task The_longest_names_of_show_venue_and_buyer_end_up_on_the_ticket(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Site:LegalName", new string('Ω', SiteOptions.MaxNameLength))
            .Set("Site:VenueName", new string('V', SiteOptions.MaxNameLength))
            .Set("Site:Address", new string('é', SiteOptions.MaxAddressLength))
            .Set("Site:TaxNumber", new string('7', SiteOptions.MaxTaxNumberLength))
            .Set("Pricing:TaxRatePercent", "99.999");
        var show = await app.PublishEventAsync(
            new string('T', 200),
            e => e.Summary = new string('S', 400),
            new TicketTypeDraft(new string('C', 100), 1400, 10)
        );
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, (new string('C', 100), 1));

        var order = await (
            await checkout.SubmitBuyerAsync(new string('字', BuyerValidator.MaxNameLength), MaxEmail, "+44 113 496 0000")
        ).PayAsync("paid");

        Assert.Contains(
            new string('字', BuyerValidator.MaxNameLength),
            order.ExpectStatus(HttpStatusCode.OK).Document.QuerySelector(".pass")!.TextContent,
            StringComparison.Ordinal
        );
        await app.RunJobAsync<NotificationDispatcher>();
        var bought = await app.FindOrderAsync(order.GetLastPathSegment());
        var mail = Assert.Single(
            await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox =>
                outbox.GetForOrderAsync(bought!.Id, TestContext.Current.CancellationToken)
            )
        );
        Assert.Equal((NotificationStatus.Sent, MaxEmail), (mail.Status, mail.Recipient));
    }
}
