using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Pages;

public sealed class EventTextTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_description_in_Arabic_has_its_own_direction_and_the_page_s_heading_keeps_the_other(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("أم كلثوم 2000", e => e.Description = "أمسية من أغانيها.\n\nIn English too.");
        using var browser = app.NewBrowser();
        var about = (await browser.OpenAsync($"/events/{show.Slug}")).Document.QuerySelector("section.prose")!;
        Assert.Equal("About", about.QuerySelector("h2")!.TextContent);
        Assert.Null(about.GetAttribute("dir"));
        Assert.Equal(["auto", "auto"], about.QuerySelectorAll("p").Select(block => block.GetAttribute("dir")));
    }

    [Theory, OnEitherDatabase]
    public async Task A_title_with_numbers_does_not_mix_with_the_number_of_tickets(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("أم كلثوم 2000", _ => { }, new TicketTypeDraft("طابق 1", 1400, 10));
        using var browser = app.NewBrowser();
        var checkout = await browser.OpenAsync($"/checkout/{await app.PlaceHoldAsync(show, "طابق 1", 2)}");
        Assert.Equal("أم كلثوم 2000", checkout.Document.QuerySelector(".glance bdi")!.TextContent);
        Assert.Equal("طابق 1", checkout.Document.QuerySelector(".prices th bdi")!.TextContent);
    }

    [Theory, OnEitherDatabase]
    public async Task Free_tickets_are_called_free_and_have_no_price(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync("Open rehearsal", _ => { }, new TicketTypeDraft("Entry", 0, 10));
        using var browser = app.NewBrowser();
        var page = await browser.OpenAsync($"/events/{show.Slug}");
        AssertFreeOnce(page, "form.picker");
        var checkout = await browser.OpenAsync($"/checkout/{await app.PlaceHoldAsync(show, "Entry", 2)}");
        AssertFreeOnce(checkout, ".prices");
    }

    [Theory, OnEitherDatabase]
    public async Task Beside_paid_tickets_a_free_one_is_called_free_in_place_of_its_price(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Adults", 1400, 10), new TicketTypeDraft("Children", 0, 10));
        using var browser = app.NewBrowser();
        var checkout = await browser.ChooseTicketsAsync(show, ("Adults", 1), ("Children", 1));
        AssertFreeOnce(checkout, ".prices");
        Assert.Contains("£15.00", checkout.Document.QuerySelector(".prices tfoot")!.TextContent, StringComparison.Ordinal);
    }

    private static void AssertFreeOnce(BrowserPage page, string part)
    {
        var text = page.Document.QuerySelector(part)!.TextContent;
        Assert.Single(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), word => word == "Free");
        Assert.DoesNotContain("£0.00", text, StringComparison.Ordinal);
        Assert.DoesNotContain("tax is included", part == "form.picker" ? text : "", StringComparison.Ordinal);
    }
}
