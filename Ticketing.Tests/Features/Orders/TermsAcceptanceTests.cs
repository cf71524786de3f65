using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders;

public sealed class TermsAcceptanceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory, OnEitherDatabase]
    public async Task An_order_keeps_which_terms_its_buyer_accepted_and_when(DatabaseProvider database)
    {
        var app = venues.On(database);
        using var browser = app.NewBrowser();
        var order = await BuyAsync(app, browser);
        Assert.Equal(
            ($"standard {ProductVersion.Current}", (DateTimeOffset?)app.Clock.GetUtcNow()),
            (order.TermsVersion, order.TermsAcceptedAt)
        );
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/orders/{order.Reference}");
        Assert.Contains($"(version: standard {ProductVersion.Current})", page.Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Where_no_terms_are_shown_none_are_accepted(DatabaseProvider database)
    {
        var app = venues.On(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        Assert.Equal((null, null), (order.TermsVersion, order.TermsAcceptedAt));
    }

    [Fact]
    public async Task Each_text_of_the_venue_is_a_version()
    {
        var versions = new List<string>();
        foreach (var text in new[] { "No refunds.", "No refunds!", "No refunds." })
        {
            await using var app = new TicketingApp().Set("Site:Texts:Terms", text);
            using var browser = app.NewBrowser();
            versions.Add((await BuyAsync(app, browser)).TermsVersion!);
        }

        Assert.Equal("own f0ae149eceaa905a", versions[0]);
        Assert.Equal(versions[0], versions[2]);
        Assert.NotEqual(versions[0], versions[1]);
    }

    private static async Task<Order> BuyAsync(TicketingApp app, Browser browser) =>
        (await app.FindOrderAsync((await browser.BuyAsync(await app.PublishEventAsync())).GetLastPathSegment()))!;
}
