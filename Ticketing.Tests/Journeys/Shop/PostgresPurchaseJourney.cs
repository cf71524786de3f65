using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Shop;

public sealed class PostgresPurchaseJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_front_page_to_the_tickets_in_the_mail()
    {
        PostgresServer.SkipIfUnavailable();
        await using var venue = ListeningApp.On(DatabaseProvider.Postgres);
        var show = await venue.PublishEventAsync();
        var buyer = await ArriveAsync(at: venue.Address);

        await buyer.OpenFromHomeAsync(show);
        await buyer.BuyAsync(show);
        await Expect(buyer.Page.Locator(".pass")).ToHaveCountAsync(1);
        using var mail = await venue.GetMailAsync(buyer.LastPathSegment());
        var phone = await ArriveAsync(Device.Phone, venue.Address);
        await phone.OpenAsync(mail.GetOrderLink());
        await Expect(phone.Page.Locator(".pass")).ToHaveCountAsync(1);
        await venue.AssertInvariantsAsync();
    }
}
