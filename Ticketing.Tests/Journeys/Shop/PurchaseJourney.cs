using MimeKit;
using Ticketing.Features.Events;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class PurchaseJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_front_page_to_the_tickets_in_the_mail()
    {
        var visitor = await ArriveAsync();
        await BuyTwoTypesAsync(visitor, "Two kinds", _ => Task.CompletedTask);
        await ReadDocumentsAsync(visitor);
        await OpenFromMailAsync(visitor);
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task The_purchase_works_without_scripts()
    {
        var visitor = await ArriveAsync(Device.WithoutJavaScript);
        await BuyTwoTypesAsync(visitor, "No scripts", _ => Task.CompletedTask);
        await ReadDocumentsAsync(visitor);
    }

    [Fact]
    public async Task On_a_small_phone_in_dark_mode_every_page_fits_and_every_control_is_large_enough()
    {
        var visitor = await ArriveAsync(Device.Phone);
        var show = await BuyTwoTypesAsync(visitor, "On the phone", LayoutChecks.AssertFitsAsync);
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync("Standing", 1);
        await Expect(visitor.Page.Locator("[data-total]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await LayoutChecks.AssertFitsAsync(visitor);
    }

    [Fact]
    public async Task Free_tickets_need_no_payment_page()
    {
        var show = await App.PublishEventAsync(new TicketTypeDraft("Open rehearsal", 0, 10));
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(show, "Open rehearsal", 2);
        await visitor.FillInAsync();
        await visitor.PressAsync(visitor.Button("Get free tickets"));
        await visitor.WaitForPathAsync("/orders/");
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(2);
    }

    private async Task<Event> BuyTwoTypesAsync(Visitor visitor, string title, Func<Visitor, Task> look)
    {
        var show = await App.PublishEventAsync(title, _ => { });
        await visitor.OpenAsync("/");
        await look(visitor);
        await visitor.OpenFromHomeAsync(show);
        await visitor.ChooseAsync("Standing", 2);
        await visitor.ChooseAsync("Seated", 1);
        await Expect(visitor.Page.Locator("[data-total]")).ToHaveTextAsync(visitor.Device.HasJavaScript ? "£55.50" : "");
        await look(visitor);
        await visitor.GoToCheckoutAsync();
        await Expect(visitor.Page.Locator(".prices tfoot")).ToContainTextAsync("£55.50");
        await visitor.FillInAsync();
        await look(visitor);
        await Expect(visitor.PayButton()).ToHaveTextAsync("Pay £55.50");
        await visitor.GoToPaymentAsync();
        await Expect(visitor.Heading()).ToContainTextAsync("£55.50");
        await look(visitor);
        await visitor.PayInSandboxAsync();
        await Expect(visitor.Heading()).ToHaveTextAsync("You’re in!");
        await Expect(visitor.Page.Locator(".pass .code img")).ToHaveCountAsync(3);
        await look(visitor);
        return show;
    }

    private static async Task ReadDocumentsAsync(Visitor visitor)
    {
        foreach (var (link, pages) in new[] { ("Download tickets", 3), ("Download receipt", 1) })
        {
            var pdf = await visitor.DownloadAsync(link);
            Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 8), StringComparison.Ordinal);
            Assert.Equal(pages, PdfReader.Pages(pdf).Length);
        }
    }

    private async Task OpenFromMailAsync(Visitor visitor)
    {
        var reference = visitor.LastPathSegment();
        using var mail = await App.GetMailAsync(reference);
        Assert.Equal("ada@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Equal(
            [$"tickets-{reference}.pdf", $"receipt-{reference}.pdf", ".ics"],
            mail.Attachments.OfType<MimePart>()
                .Select(part => part.FileName!.EndsWith(".ics", StringComparison.Ordinal) ? ".ics" : part.FileName)
        );

        var friend = await ArriveAsync(Device.Phone);
        await friend.OpenAsync($"/orders/{reference}");
        await Expect(friend.Heading()).ToHaveTextAsync("Open your order from your email");
        await friend.OpenAsync(mail.GetOrderLink());
        await Expect(friend.Page.Locator(".pass .code img")).ToHaveCountAsync(3);
        Assert.Equal($"/orders/{reference}", friend.Path);
    }
}
