using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;
using static Ticketing.Tests.Journeys.Admin.PageSteps;

namespace Ticketing.Tests.Journeys.Admin;

[Collection(StaffJourneysCollection.Name)]
public sealed class EventStatesJourney(ChromiumFixture chromium, ListeningApp app) : Journey(chromium, app)
{
    private static readonly string[] DemoEvents =
    [
        "low-end-theory",
        "marlow-and-finch",
        "ivy-calloway",
        "nadia-karim-quartet",
        "kora-at-dusk",
        "spring-headliner",
    ];

    private static readonly string[] PagesOfDemoEvent =
    [
        "/admin/events/{0}",
        "/admin/events/{0}/edit",
        "/admin/events/{0}/types",
        "/admin/orders?event={0}",
        "/admin/events/{0}/guests",
        "/admin/check-in/{0}",
        "/admin/insights/events/{0}",
        "/admin/events/{0}/settlement",
        "/admin/events/{0}/translations",
        "/admin/events/{0}/duplicate",
    ];

    private static readonly string[] Lists =
    [
        "/admin/refunds?status=ToHandBack",
        "/admin/events?show=past",
        "/admin/events",
        "/admin/events?show=drafts",
        "/admin/events?show=cancelled",
        "/admin/events?q=nothing-like-it",
        "/admin/refunds",
        "/admin/orders?q=nobody+at+all",
        "/admin/insights",
        "/admin/check-in",
    ];

    /// <summary>On sale, sold out, over, cancelled, postponed and a draft. The short run looks at two of them.</summary>
    [Fact]
    public async Task Pages_of_events_in_every_state()
    {
        await using var venue = ListeningApp.Demo();
        var visitor = await ArriveAsync(at: venue.Address);
        await visitor.SignInAsync(venue, "/admin/events");
        var ids = await venue.UseAsync<TicketingDbContext, Dictionary<string, Guid>>(db =>
            db.Set<Event>().ToDictionaryAsync(e => e.Slug, e => e.Id, Ct)
        );
        foreach (var slug in DemoEvents[..TestScale.Count(shortRun: 2, full: DemoEvents.Length)])
        {
            foreach (var page in PagesOfDemoEvent[..TestScale.Count(shortRun: 1, full: PagesOfDemoEvent.Length)])
            {
                var path = page.Replace("{0}", ids[slug].ToString(), StringComparison.Ordinal);
                await visitor.OpenAsync(path);
                await visitor.AssertAccessibleAsync(
                    slug
                        + page.Replace("/admin", "", StringComparison.Ordinal)
                            .Replace("{0}", "", StringComparison.Ordinal)
                            .Replace('/', '-')
                            .Split('?')[0]
                );
            }
        }

        foreach (var list in Lists[..TestScale.Count(shortRun: 1, full: Lists.Length)])
        {
            await CheckAsync(visitor, list);
        }
    }
}
