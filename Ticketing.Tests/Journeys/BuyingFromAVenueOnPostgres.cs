using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys;

public sealed class BuyingFromAVenueOnPostgres(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task From_the_programme_to_the_tickets_in_the_mail()
    {
        PostgresServer.SkipWhereMissing();
        await using var venue = ListeningApp.On(DatabaseProvider.Postgres);
        var show = await venue.PublishAsync();
        var buyer = await ArriveAsync(at: venue.Address);

        await buyer.FindAsync(show);
        await buyer.BuyAsync(show);
        await Expect(buyer.Page.Locator(".pass")).ToHaveCountAsync(1);
        using var mail = await venue.MailOfAsync(buyer.Code());
        var phone = await ArriveAsync(Device.Phone, venue.Address);
        await phone.OpenAsync(mail.LinkToOrder());
        await Expect(phone.Page.Locator(".pass")).ToHaveCountAsync(1);
        await venue.AssertInvariantsAsync();
    }
}
