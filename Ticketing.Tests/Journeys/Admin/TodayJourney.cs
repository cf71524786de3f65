using Microsoft.Playwright;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Mail;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class TodayJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    [Fact]
    public async Task Tonight_s_door_opens_from_the_start_page()
    {
        await using var venue = new ListeningApp();
        var now = venue.Clock.GetUtcNow();
        var tonight = await venue.PublishEventAsync("Night of Brass", e => (e.StartsAt, e.DoorsAt) = (now.AddHours(8), now.AddHours(7)));
        var full = await venue.PublishEventAsync("Full", e => e.StartsAt = now.AddDays(20), new TicketTypeDraft("Standing", 1400, 2));
        await venue.SellAsync(tonight, "Standing", 4);
        await venue.SellAsync(full, "Standing", 2);
        await venue.QueueDeadMailAsync();
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue);
        await Expect(staff.Page.GetByRole(AriaRole.Img, new() { Name = "0 of 4 admitted" })).ToBeVisibleAsync();
        await Expect(staff.Page.GetByText("+6 vs yesterday")).ToBeVisibleAsync();
        await staff.AssertAccessibleAsync();
        await staff.PressAsync(staff.Page.GetByRole(AriaRole.Link, new() { Name = "Open door : Night of Brass" }));
        await staff.WaitForPathAsync($"/admin/check-in/{tonight.Id}");
    }
}
