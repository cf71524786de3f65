using System.Net;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Orders;

/// <summary>No column is narrower than its validation allows.</summary>
public sealed class TypingAllThatFits
{
    private static readonly string LongestEmail = $"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('b', 61), 3))}.co";

    [Theory, OnBothDatabases]
    public async Task The_longest_names_of_show_venue_and_buyer_end_up_on_the_ticket(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Site:LegalName", new string('Ω', SiteOptions.LongestName))
            .Set("Site:VenueName", new string('V', SiteOptions.LongestName)).Set("Site:Address", new string('é', SiteOptions.LongestAddress))
            .Set("Site:TaxNumber", new string('7', SiteOptions.LongestTaxNumber)).Set("Pricing:TaxRatePercent", "99.999");
        var show = await app.PublishAsync(new string('T', 200), e => e.Summary = new string('S', 400), new TypeDraft(new string('C', 100), 1400, 10));
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseAsync(show, (new string('C', 100), 1));

        var order = await (await checkout.FillInAsync(new string('字', BuyerDetails.LongestName), LongestEmail, "+44 113 496 0000")).PayAsync("paid");

        Assert.Contains(new string('字', BuyerDetails.LongestName), order.Expect(HttpStatusCode.OK).Document.QuerySelector(".pass")!.TextContent, StringComparison.Ordinal);
        await app.RunAsync<NotificationDispatcher>();
        var bought = await app.OrderAsync(order.Code());
        var mail = Assert.Single(await app.UseAsync<Outbox, IReadOnlyList<Notification>>(outbox => outbox.OfOrderAsync(bought!.Id, TestContext.Current.CancellationToken)));
        Assert.Equal((NotificationStatus.Sent, LongestEmail), (mail.Status, mail.Recipient));
    }
}
