using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class LanguagePageTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Theory]
    [InlineData("/terms", "en-GB", "ltr", "Terms of sale")]
    [InlineData("/en/terms", "en-GB", "ltr", "Terms of sale")]
    [InlineData("/de/terms", "de", "ltr", "AGB")]
    [InlineData("/ar/terms", "ar", "rtl", "شروط البيع")]
    public async Task The_prefix_chooses_the_language(string path, string tag, string direction, string heading)
    {
        var page = await OpenAsync(path);
        var root = page.Document.DocumentElement;
        Assert.Equal(tag, root.GetAttribute("lang"));
        Assert.Equal(direction, root.GetAttribute("dir"));
        Assert.Equal(heading, page.Document.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("VAT")]
    [InlineData("Mehrwertsteuer")]
    public async Task A_sentence_with_the_name_of_the_tax_ends_with_one_full_stop(string tax)
    {
        await using var venue = new TicketingApp(DatabaseProvider.Sqlite).Set("Pricing:TaxName", tax);
        var show = await venue.PublishEventAsync();
        using var visitor = venue.NewBrowser();
        foreach (var path in new[] { "/de/terms", "/de/imprint", $"/de/events/{show.Slug}", "/terms", $"/events/{show.Slug}" })
        {
            Assert.DoesNotContain(
                "..",
                (await visitor.OpenAsync(path)).Document.QuerySelector("main")!.TextContent,
                StringComparison.Ordinal
            );
        }

        var name = tax == "VAT" ? "USt." : tax;
        Assert.Contains(
            $"{name} ist in den Preisen enthalten.",
            (await visitor.OpenAsync($"/de/events/{show.Slug}")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("VAT", "USt-IdNr. DE123456788")]
    [InlineData("GST", "GST-Nr. DE123456788")]
    public async Task The_number_of_the_German_value_added_tax_has_its_own_name(string tax, string shown)
    {
        await using var venue = new TicketingApp(DatabaseProvider.Sqlite).Set("Pricing:TaxName", tax).Set("Site:TaxNumber", "DE123456788");
        using var visitor = venue.NewBrowser();
        foreach (var path in new[] { "/de/terms", "/de/imprint" })
        {
            Assert.Contains(shown, (await visitor.OpenAsync(path)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Links_and_forms_stay_in_the_language()
    {
        var show = await app.PublishEventAsync();
        var page = await OpenAsync("/de/");
        Assert.Contains(page.Document.QuerySelectorAll("main a"), link => link.GetAttribute("href") == $"/de/events/{show.Slug}");
        var links = page.Document.QuerySelectorAll("a[href^='/'], form[action^='/']").Where(link => !link.HasAttribute("hreflang"));
        Assert.All(
            links,
            link => Assert.StartsWith("/de/", link.GetAttribute("href") ?? link.GetAttribute("action"), StringComparison.Ordinal)
        );
        Assert.All(
            page.Document.QuerySelectorAll("main img"),
            poster => Assert.StartsWith("/de/events/", poster.GetAttribute("src"), StringComparison.Ordinal)
        );
        Assert.StartsWith("/css/", page.Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_leads_to_the_checkout_in_the_language()
    {
        var show = await app.PublishEventAsync();
        using var visitor = app.NewBrowser();
        var form = await visitor.OpenAsync($"/de/events/{show.Slug}");
        var page = await visitor.FollowAsync(
            Browser.PostRequest($"/de/events/{show.Slug}", [new($"Quantities[{show.TicketTypes[0].Id}]", "1")])
        );
        page.ExpectStatus(HttpStatusCode.OK);
        Assert.StartsWith("/de/checkout/", page.Path, StringComparison.Ordinal);
        Assert.Equal("de", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("de", form.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Search_engines_find_every_language()
    {
        var page = await OpenAsync("/de/terms");
        Assert.EndsWith("/de/terms", page.Document.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(
            ["en-GB /terms", "ar /ar/terms", "de /de/terms", "x-default /terms"],
            page.Document.QuerySelectorAll("link[rel=alternate][hreflang]")
                .Select(link => $"{link.GetAttribute("hreflang")} {new Uri(link.GetAttribute("href")!).AbsolutePath}")
        );
        Assert.Equal(
            ["/terms", "/ar/terms", "/de/terms"],
            page.Document.QuerySelectorAll("nav.languages a").Select(link => link.GetAttribute("href")!)
        );
        var same = await OpenAsync("/en/terms");
        Assert.Equal("/terms", new Uri(same.Document.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!).AbsolutePath);
    }

    [Theory]
    [InlineData("/fr/terms", "en-GB")]
    [InlineData("/de/no-such-page", "de")]
    [InlineData("/de/admin", "de")]
    [InlineData("/de/api/v1/events", "de")]
    [InlineData("/de/css/site.css", "de")]
    [InlineData("/de/de/terms", "de")]
    public async Task Other_addresses_with_a_prefix_are_not_found(string path, string tag)
    {
        using var visitor = app.NewBrowser();
        var page = (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Equal(tag, page.Document.DocumentElement.GetAttribute("lang"));
    }

    private async Task<BrowserPage> OpenAsync(string path)
    {
        using var visitor = app.NewBrowser();
        return (await visitor.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
    }
}
