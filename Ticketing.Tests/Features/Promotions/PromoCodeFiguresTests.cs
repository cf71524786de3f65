using Ticketing.Features.Orders;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Promotions;

public sealed class PromoCodeFiguresTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory, OnBothDatabases]
    public async Task Orders_figures_settlement_and_export_say_what_a_code_took_off(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var code = await app.AddCodeAsync(show, PromoCodeKind.Amount, 400);
        await app.BuyAsync(show, "Standing", 1);
        var order = await BuyWithCodeAsync(app, show, 3);
        await app.StartRefundAsync(order, 1);
        using var staff = await app.SignInAsStaffAsync();

        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}");
        Assert.Contains("Promo code SPRING", page.Text, StringComparison.Ordinal);
        Assert.Contains("−£12.00", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/admin/promo-codes/{code.Id}']"));

        // 3 tickets at £10.80, of which one was refunded.
        var figures = (await staff.OpenAsync($"/admin/insights/events/{show.Id}")).Document.QuerySelector("[aria-labelledby=codes]")!;
        Assert.Equal(["1", "3", "£12.00", "£21.60"], figures.QuerySelectorAll("td").Select(cell => cell.LastChild!.TextContent.Trim()));
        var settlement = await staff.OpenAsync($"/admin/events/{show.Id}/settlement");
        Assert.Contains("Promo codes took £12.00 off.", settlement.Text, StringComparison.Ordinal);
        await app.AssertInvariantsAsync();
    }

    private static async Task<Order> BuyWithCodeAsync(TicketingApp app, Ticketing.Features.Events.Event show, int quantity)
    {
        var hold = await app.HoldWithCodeAsync(show, "spring", quantity: quantity);
        using var browser = app.NewBrowser();
        var checkout = await browser.OpenAsync($"/checkout/{hold}");
        var page = await (await checkout.SubmitBuyerAsync()).PayAsync("paid");
        var reference = page.Path.Split('/', '?')[2];
        return (await app.FindOrderAsync(reference))!;
    }
}
