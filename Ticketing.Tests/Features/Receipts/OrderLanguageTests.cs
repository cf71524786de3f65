using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Receipts;

/// <summary>An order keeps the language in which it was placed.</summary>
public sealed class OrderLanguageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory]
    [OnEitherDatabase("de", "Deine Tickets für Nadia Karim Quartet", "Du bist dabei!", "Beleg", "Dein anderes Ticket bleibt gültig.")]
    [OnEitherDatabase("ar", "تذكرتاك لحفلة Nadia Karim Quartet", "تم تأكيد حجزك!", "30.00", "تبقى تذكرتك الأخرى صالحة.")]
    public async Task Mails_documents_and_links_are_in_the_language_of_the_order(
        DatabaseProvider database,
        string language,
        string subject,
        string heading,
        string receipt,
        string refundNote
    )
    {
        var app = venues.On(database);
        var order = await BuyAsync(app, language, heading);
        Assert.Equal(language, order.Language);

        var mail = await ComposeLastAsync(app, order);
        Assert.StartsWith(subject, mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"/{language}/orders/{order.Reference}?token=", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\"", mail.Html, StringComparison.Ordinal);
        var pdf = mail.Attachments.Single(file => file.FileName == $"receipt-{order.Reference}.pdf").Content;
        Assert.Contains(receipt, PdfReader.Pages(pdf)[0], StringComparison.Ordinal);

        // A refund is mailed by a job, which has no language of its own.
        await app.StartRefundAsync(order, 1);
        await app.RunJobAsync<RefundJob>();
        Assert.Contains(refundNote, (await ComposeLastAsync(app, order)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_of_an_Arabic_order_keep_their_places_beside_Latin_letters_and_signs()
    {
        var app = venues.On(DatabaseProvider.Sqlite);
        using var _ = ShippedLanguages.Find("ar")!.Use();
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Ada Lovelace", 3);
        var links = (await app.ComposeAsync(SendOrderLinks.LinksKind, order.BuyerEmail))!;
        Assert.Contains($"الطلب \u2068{order.Reference}\u2069، 3 تذاكر", links.Text, StringComparison.Ordinal);

        // The sign follows its amount, so it is at the left of it, as on the pages.
        var words = PdfReader.PlacedWords(await app.ReceiptAsync(order));
        var total = words.Last(word => word.Text.Contains("45.00", StringComparison.Ordinal));
        Assert.Contains(words, word => word.Text.StartsWith('£') && word.Left <= total.Left && total.Left - word.Left < 30);
    }

    private static async Task<ComposedEmail> ComposeLastAsync(TicketingApp app, Order order)
    {
        var ct = TestContext.Current.CancellationToken;
        var mails = await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, ct));
        var result = await app.Services.GetRequiredService<EmailRenderer>().RenderAsync(mails[^1], ct);
        return Assert.IsType<RenderResult.Ready>(result).Email;
    }

    private static async Task<Order> BuyAsync(TicketingApp app, string language, string heading)
    {
        var show = await app.PublishEventAsync();
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/{language}/events/{show.Slug}");
        var checkout = await page.SubmitAsync(
            "form[method=post]",
            new Dictionary<string, string> { [$"Quantities[{show.GetTicketTypeId("Standing")}]"] = "2" }
        );
        var order = (await (await checkout.SubmitBuyerAsync()).PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith($"/{language}/orders/", order.Path, StringComparison.Ordinal);
        Assert.Equal(heading, order.Document.QuerySelector("h1")!.TextContent);
        Assert.Equal(ShippedLanguages.Find(language)!.Direction, order.Document.DocumentElement.GetAttribute("dir"));
        return (await app.FindOrderAsync(order.GetLastPathSegment()))!;
    }
}
