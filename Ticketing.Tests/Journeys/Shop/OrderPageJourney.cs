using Microsoft.Playwright;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Tests.Infrastructure.Documents;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using UglyToad.PdfPig;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class OrderPageJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task A_scanner_reads_each_code_from_the_screen(int width, ColorScheme scheme)
    {
        var show = await App.PublishEventAsync();
        var order = await App.BuyAsync(show, "Seated", 2);
        var signed = await App.UseAsync<TicketCodeService, IReadOnlyList<string>>(async codes =>
            await codes.SignAsync(
                show,
                await App.UseAsync<OrderQueries, IReadOnlyList<Ticket>>(book => book.GetTicketsAsync(order.Id, Ct)),
                Ct
            )
        );
        var visitor = await ArriveAsync(new Device(width, 740, scheme));
        await visitor.OpenAsync(await App.CreateOrderLinkAsync(order));
        foreach (var (picture, code) in (await visitor.Page.Locator(".pass .code img").AllAsync()).Zip(signed))
        {
            Assert.Equal([code], ExternalTools.ScanPng(await picture.ScreenshotAsync()));
        }

        await Expect(visitor.Page.Locator(".pass .code img")).ToHaveCountAsync(signed.Count);
    }

    [Fact]
    public async Task A_mistyped_address_is_corrected_on_the_orders_page_and_the_mail_sent_again()
    {
        var visitor = await ArriveAsync();
        await visitor.BuyAsync(await App.PublishEventAsync(), email: "adda@example.com");
        using var wrong = await App.GetMailAsync(visitor.LastPathSegment(), "adda@example.com");
        await visitor.Page.GetByText("Wrong email address, or nothing arrived?").ClickAsync();
        await visitor.Page.GetByLabel("Email", new() { Exact = true }).FillAsync("ada@example.com");
        await visitor.PressAsync(visitor.Button("Resend tickets"));
        await Expect(visitor.Page.Locator(".timeline")).ToContainTextAsync("On its way to a•••@example.com");

        using var mail = await App.GetMailAsync(visitor.LastPathSegment());
        Assert.Equal("ada@example.com", mail.To.Mailboxes.Single().Address);
        var phone = await ArriveAsync(Device.Phone);
        await phone.OpenAsync(mail.GetOrderLink());
        await Expect(phone.Page.Locator(".pass")).ToHaveCountAsync(1);
        var stranger = await ArriveAsync();
        await stranger.OpenAsync(wrong.GetOrderLink());
        await Expect(stranger.Heading()).ToHaveTextAsync("This link no longer works");
    }

    [Fact]
    public async Task Printed_pages_have_no_footer_and_no_page_for_it()
    {
        var visitor = await ArriveAsync();
        var show = await App.PublishEventAsync();
        await visitor.OpenAsync(await App.CreateOrderLinkAsync(await App.BuyAsync(show, "Seated", 2)));
        await AssertPrintsWithoutFooterAsync(visitor);
        await visitor.OpenAsync(show);
        await visitor.ChooseAsync("Standing", 1);
        await AssertPrintsWithoutFooterAsync(visitor);
    }

    [Fact]
    public async Task A_show_and_a_refunded_order_print_on_few_sheets()
    {
        var visitor = await ArriveAsync();
        var show = await App.PublishEventAsync();
        var order = await App.BuyAsync(show, "Seated", 2);
        await App.StartRefundAsync(order, 1);
        await App.RunJobAsync<RefundJob>();
        await visitor.OpenAsync(await App.CreateOrderLinkAsync(order));
        Assert.Equal(1, await CountSheetsAsync(visitor));
        await visitor.OpenAsync(show);
        Assert.Equal(1, await CountSheetsAsync(visitor));
    }

    private static async Task<int> CountSheetsAsync(Visitor visitor)
    {
        using var sheets = PdfDocument.Open(await visitor.Page.PdfAsync(new() { Format = "A4" }));
        return sheets.NumberOfPages;
    }

    // As high as its content: whatever comes after it starts another sheet.
    private static async Task AssertPrintsWithoutFooterAsync(Visitor visitor)
    {
        await visitor.Page.SetViewportSizeAsync(800, 800);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var absent in new[] { ".foot", ".bar nav", ".picker .tear" })
        {
            await Expect(visitor.Page.Locator(absent)).ToBeHiddenAsync();
        }

        var (content, page) = (
            await visitor.Page.Locator("main > :last-child").EvaluateAsync<double>("e => e.getBoundingClientRect().bottom + scrollY"),
            await visitor.Page.EvaluateAsync<double>("document.documentElement.getBoundingClientRect().height")
        );
        Assert.InRange(page - content, 0, 1);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Screen });
    }
}
