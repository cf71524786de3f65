using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys.Admin;

/// <summary>German words are longer than English ones.</summary>
[Collection(StaffJourneysCollection.Name)]
public sealed class GermanStaffPagesJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private static readonly string[] Pages =
    [
        "/admin",
        "/admin/events",
        "/admin/events/new",
        "/admin/orders",
        "/admin/orders/new",
        "/admin/check-in",
        "/admin/insights",
        "/admin/insights/export",
        "/admin/refunds",
        "/admin/payments",
        "/admin/notifications",
        "/admin/users",
        "/admin/settings",
        "/admin/audit",
        "/admin/backups",
        "/admin/account",
    ];

    private static readonly string[] PagesOfEvent =
    [
        "/admin/events/{0}",
        "/admin/events/{0}/types",
        "/admin/events/{0}/guests",
        "/admin/events/{0}/messages",
        "/admin/events/{0}/messages/compose",
        "/admin/events/{0}/waiting-list",
        "/admin/events/{0}/waiting-room",
        "/admin/orders?event={0}",
        "/admin/events/{0}/settlement",
        "/admin/insights/events/{0}",
        "/admin/check-in/{0}",
    ];

    [Fact]
    public async Task Pages_fit_wide_and_narrow_screens()
    {
        await using var venue = ListeningApp.Demo();
        var staff = await ArriveAsync(at: venue.Address);
        await staff.SignInAsync(venue, "/admin/account", Roles.SuperAdmin);
        await staff.Page.GetByLabel("Language of these pages").SelectOptionAsync("de");
        await PageSteps.PressAsync(staff, "Save the language");
        var id = await venue.UseAsync<TicketingDbContext, Guid>(db =>
            db.Set<Event>().Where(e => e.Slug == "low-end-theory").Select(e => e.Id).SingleAsync(Ct)
        );
        var order = await venue.UseAsync<TicketingDbContext, string>(db =>
            db.Set<Order>().Where(o => o.EventId == id).Select(o => o.Reference).FirstAsync(Ct)
        );
        string[] ofOrder = [$"/admin/orders/{order}", $"/admin/orders/{order}/refund"];
        foreach (
            var path in Pages
                .Concat(ofOrder)
                .Concat(PagesOfEvent.Select(page => page.Replace("{0}", id.ToString(), StringComparison.Ordinal)))
        )
        {
            await staff.Page.SetViewportSizeAsync(1280, 800);
            await staff.OpenAsync(path);
            Assert.Equal("de", await staff.Page.Locator("html").GetAttributeAsync("lang"));
            await LayoutChecks.AssertNoOverflowAsync(staff);
            await staff.Page.SetViewportSizeAsync(390, 800);
            await LayoutChecks.AssertNoOverflowAsync(staff);
            await LayoutChecks.AssertFitsPhoneAsync(staff);
            await staff.SavePictureAsync(
                $"german{path.Split('?')[0].Replace(id.ToString(), "event", StringComparison.Ordinal).Replace('/', '-')}"
            );
        }
    }
}
