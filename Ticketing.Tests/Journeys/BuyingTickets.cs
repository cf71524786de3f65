using MimeKit;
using Ticketing.Events;
using Ticketing.Tests.Receipts;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

public sealed class BuyingTickets(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_programme_to_the_tickets_in_the_mail()
    {
        var visitor = await ArriveAsync();
        await BuyTwoKindsAsync(visitor, "Two kinds", _ => Task.CompletedTask);
        await ReadPapersAsync(visitor);
        await OpenFromMailAsync(visitor);
        await App.AssertInvariantsAsync();
    }

    [Fact]
    public async Task Without_scripts_the_whole_way_works_too()
    {
        var visitor = await ArriveAsync(Device.WithoutScripts);
        await BuyTwoKindsAsync(visitor, "No scripts", _ => Task.CompletedTask);
        await ReadPapersAsync(visitor);
    }

    [Fact]
    public async Task On_a_small_phone_in_the_dark_every_page_fits_and_every_control_is_easy_to_hit()
    {
        var visitor = await ArriveAsync(Device.Phone);
        var show = await BuyTwoKindsAsync(visitor, "On the phone", Fit.AssertAsync);
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync("Standing", 1);
        await Expect(visitor.Page.Locator("[data-total]")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Fit.AssertAsync(visitor);
    }

    [Fact]
    public async Task Free_tickets_are_had_without_a_payment_page()
    {
        var show = await App.PublishAsync(new TypeDraft("Open rehearsal", 0, 10));
        var visitor = await ArriveAsync();
        await visitor.HoldAsync(show, "Open rehearsal", 2);
        await visitor.FillInAsync();
        await visitor.PressAsync(visitor.Button("Get free tickets"));
        await visitor.ReachAsync("/orders/");
        await Expect(visitor.Page.Locator(".pass")).ToHaveCountAsync(2);
    }

    private async Task<Event> BuyTwoKindsAsync(Visitor visitor, string title, Func<Visitor, Task> look)
    {
        var show = await App.PublishAsync(title, _ => { });
        await visitor.OpenAsync("/");
        await look(visitor);
        await visitor.FindAsync(show);
        await visitor.ChooseAsync("Standing", 2);
        await visitor.ChooseAsync("Seated", 1);
        await Expect(visitor.Page.Locator("[data-total]")).ToHaveTextAsync(visitor.Device.RunsScripts ? "£55.50" : "");
        await look(visitor);
        await visitor.GoToCheckoutAsync();
        await Expect(visitor.Page.Locator(".prices tfoot")).ToContainTextAsync("£55.50");
        await visitor.FillInAsync();
        await look(visitor);
        await Expect(visitor.Pay()).ToHaveTextAsync("Pay £55.50");
        await visitor.GoToPaymentAsync();
        await Expect(visitor.Heading()).ToContainTextAsync("£55.50");
        await look(visitor);
        await visitor.PayThereAsync();
        await Expect(visitor.Heading()).ToHaveTextAsync("You’re in, Ada Lovelace");
        await Expect(visitor.Page.Locator(".pass .code img")).ToHaveCountAsync(3);
        await look(visitor);
        return show;
    }

    private static async Task ReadPapersAsync(Visitor visitor)
    {
        foreach (var (link, pages) in new[] { ("Download tickets", 3), ("Download receipt", 1) })
        {
            var pdf = await visitor.DownloadAsync(link);
            Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 8), StringComparison.Ordinal);
            Assert.Equal(pages, Pdf.Pages(pdf).Length);
        }
    }

    private async Task OpenFromMailAsync(Visitor visitor)
    {
        var reference = visitor.Code();
        using var mail = await App.MailOfAsync(reference);
        Assert.Equal("ada@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Equal(
            [$"tickets-{reference}.pdf", $"receipt-{reference}.pdf", ".ics"],
            mail.Attachments.OfType<MimePart>().Select(part => part.FileName!.EndsWith(".ics", StringComparison.Ordinal) ? ".ics" : part.FileName));

        var friend = await ArriveAsync(Device.Phone);
        await friend.OpenAsync($"/orders/{reference}");
        await Expect(friend.Heading()).ToHaveTextAsync("Open your order from your mail");
        await friend.OpenAsync(mail.LinkToOrder());
        await Expect(friend.Page.Locator(".pass .code img")).ToHaveCountAsync(3);
        Assert.Equal($"/orders/{reference}", friend.Path);
    }
}
