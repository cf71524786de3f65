using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class GermanLawTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Fact]
    public async Task In_German_the_button_says_that_ordering_means_paying_and_the_amount_is_beside_it()
    {
        using var visitor = app.NewBrowser();
        var checkout = await CheckOutAsync(visitor, "/de", 1400);
        Assert.Equal("Zahlungspflichtig bestellen", ButtonOf(checkout));
        Assert.Equal("15,00\u00a0£", checkout.Document.QuerySelector(".pay .due")!.TextContent);
        Assert.Contains(
            "§\u00a0312g Abs.\u00a02 Nr.\u00a09\u00a0BGB",
            checkout.Document.QuerySelector(".pay")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task In_German_a_free_order_is_ordered_free_of_charge()
    {
        using var visitor = app.NewBrowser();
        var checkout = await CheckOutAsync(visitor, "/de", 0);
        Assert.Equal("Kostenlos bestellen", ButtonOf(checkout));
        Assert.Null(checkout.Document.QuerySelector(".pay .due"));
    }

    [Theory]
    [InlineData("", 1400, "Order with obligation to pay", "£30.00")]
    [InlineData("", 0, "Order free of charge", null)]
    [InlineData("/ar", 1400, "اطلب مع الالتزام بالدفع", "30.00")]
    public async Task In_Germany_the_button_says_so_in_every_language(string prefix, long price, string button, string? amount)
    {
        await using var venue = new TicketingApp()
            .Set("Site:TimeZone", "Europe/Berlin")
            .Set("Localization:Languages:0", "en-GB")
            .Set("Localization:Languages:1", "ar");
        using var visitor = venue.NewBrowser();
        var checkout = await CheckOutAsync(visitor, prefix, price, venue, quantity: 2);
        Assert.Equal(button, ButtonOf(checkout));
        Assert.Contains(amount ?? "", checkout.Document.QuerySelector(".pay .due")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Equal(amount is null, checkout.Document.QuerySelector(".pay .due") is null);
        Assert.Contains("312g", checkout.Document.QuerySelector(".pay")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(checkout.Document.QuerySelector($"footer a[href='{prefix}/imprint']"));
    }

    [Fact]
    public async Task Elsewhere_in_other_languages_the_button_says_what_is_paid()
    {
        using var visitor = app.NewBrowser();
        var checkout = await CheckOutAsync(visitor, "", 1400);
        Assert.Equal("Pay £15.00", ButtonOf(checkout));
        Assert.DoesNotContain("withdrawal", checkout.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_imprint_has_the_seller_and_the_venues_own_text()
    {
        await using var venue = new TicketingApp()
            .Set("Site:LegalName", "Blaue Halle GmbH")
            .Set("Site:Address", "Hafenstraße 1\n20359 Hamburg")
            .Set("Site:SupportPhone", "+49 40 123456")
            .Set("Site:TaxNumber", "DE123456789")
            .Set("Site:Texts:Imprint", "Geschäftsführung: **Ada Lovelace**");
        using var visitor = venue.NewBrowser();
        var page = (await visitor.OpenAsync("/de/imprint")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("Impressum", page.Document.QuerySelector("h1")!.TextContent);
        Assert.All(
            [
                "Blaue Halle GmbH",
                "Hafenstraße 1",
                "20359 Hamburg",
                "hello@blueroom.example",
                "+49 40 123456",
                "USt-IdNr. DE123456789",
                "Geschäftsführung: Ada Lovelace",
            ],
            fact => Assert.Contains(fact, page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal)
        );
        Assert.NotNull(page.Document.QuerySelector("main strong:contains('Ada')"));
    }

    [Theory]
    [InlineData("de", "", true)]
    [InlineData("ar", "", false)]
    [InlineData("ar", "Directed by Ada", true)]
    public async Task The_imprint_is_linked_where_German_is_offered_or_it_has_a_text(string language, string text, bool isLinked)
    {
        await using var venue = new TicketingApp().Set("Localization:Languages:0", language).Set("Site:Texts:Imprint", text);
        using var visitor = venue.NewBrowser();
        var home = await visitor.OpenAsync("/terms");
        Assert.Equal(isLinked, home.Document.QuerySelector("footer a[href='/imprint']") is not null);
    }

    private async Task<BrowserPage> CheckOutAsync(Browser visitor, string prefix, long price, TicketingApp? at = null, int quantity = 1)
    {
        var show = await (at ?? app).PublishEventAsync(new TicketTypeDraft("Entry", price, 10));
        var page = await visitor.FollowAsync(
            Browser.PostRequest($"{prefix}/events/{show.Slug}", [new($"Quantities[{show.TicketTypes[0].Id}]", $"{quantity}")])
        );
        return page.ExpectStatus(HttpStatusCode.OK);
    }

    private static string ButtonOf(BrowserPage checkout) => checkout.Document.QuerySelector("#details button")!.TextContent.Trim();
}
