using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Settings;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Audit;

public sealed class AuditTrailTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_entry_shows_actor_action_subject_time_and_address(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.AddEventAsync(EventStatus.Inactive, "Trail of Brass");
        var member = await app.CreateStaffAsync(Roles.SuperAdmin, "Wanda Trail");
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        await (await staff.OpenAsync($"/admin/events/{show.Id}")).SubmitAsync("form[action*='Publish']");

        var page = (await staff.OpenAsync("/admin/audit?q=of+brass&what=event.published")).ExpectStatus(HttpStatusCode.OK);
        var entry = Assert.Single(page.Document.QuerySelectorAll(".trail > li"));
        var text = string.Join(' ', entry.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Mon 3 Feb 2031, 12:00:00", text, StringComparison.Ordinal);
        Assert.Contains("Wanda Trail published the event: Trail of Brass", text, StringComparison.Ordinal);
        Assert.Contains("Status Draft → Public", text, StringComparison.Ordinal);
        Assert.Equal($"/admin/events/{show.Id}", entry.QuerySelector("a")!.GetAttribute("href"));

        // The test server's requests have no remote address.
        await StoreAsync(app, "Trail of Brass", "event.edited", app.Clock.GetUtcNow(), address: "203.0.113.7");
        Assert.Contains("203.0.113.7", (await staff.OpenAsync("/admin/audit?q=TRAIL+OF&what=event.edited")).Text, StringComparison.Ordinal);
        Assert.Single(
            (await staff.OpenAsync($"/admin/audit?who={member.Id}&what=event.published")).Document.QuerySelectorAll(".trail > li")
        );
        Assert.Empty(
            (await staff.OpenAsync("/admin/audit?who=nobody&q=of+brass&what=event.published")).Document.QuerySelectorAll(".trail > li")
        );
        Assert.Contains("No entries match", (await staff.OpenAsync("/admin/audit?q=100%25")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Settings_are_named_as_on_their_pages_in_the_language_of_the_reader(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var staff = app.NewBrowser(languages: "de");
        await staff.SignInAsync(await app.CreateStaffAsync(Roles.SuperAdmin, "Grete"));
        foreach (var (path, field, value) in new[] { ("venue", "AccentColor", "#0a5c36"), ("translations/de", "Welcome", "Hallo") })
        {
            (await staff.TryAsync(path, (field, value))).ExpectStatus(HttpStatusCode.OK);
        }

        var page = await staff.OpenAsync("/admin/audit?what=settings.saved");
        var entries = page.Document.QuerySelectorAll(".trail > li");
        Assert.Equal(
            ["Grete hat die Einstellungen geändert: Übersetzungen, Deutsch", "Grete hat die Einstellungen geändert: Haus"],
            entries.Select(e => e.QuerySelector("p:has(a)")!.TextContent.Trim())
        );
        Assert.Equal(["Willkommen", "Akzentfarbe"], entries.Select(e => e.QuerySelector("dt")!.TextContent));
    }

    [Theory, OnEitherDatabase]
    public async Task Values_are_shown_in_words(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var order = await app.SellAsync(show, "Standing", 1, BoxOfficePayment.CardTerminal);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        await (await staff.OpenAsync($"/admin/events/{show.Id}/types")).SubmitAsync(
            "form[action*='handler=Save']",
            new Dictionary<string, string> { ["Form.Price"] = "18" }
        );
        await (await staff.OpenAsync($"/admin/events/{show.Id}/types")).SubmitAsync("form[action*='handler=Offer']");

        var trail = (await staff.OpenAsync("/admin/audit")).Document.QuerySelector(".trail")!.TextContent;
        Assert.Matches(@"Price\s+£14\.00\s+→\s+£18\.00", trail);
        Assert.Matches(@"Channel\s+Box office", trail);
        Assert.Matches(@"Paid with\s+Card terminal", trail);
        Assert.DoesNotContain(show.Id.ToString(), trail, StringComparison.Ordinal);
        var timeline = (await staff.OpenAsync($"/admin/orders/{order.Reference}")).Document.QuerySelector(".timeline")!.TextContent;
        Assert.Contains("Channel: Box office", timeline, StringComparison.Ordinal);

        var mailed = await app.BuyAsync(show, "Seated", 1);
        var mails = (await staff.OpenAsync($"/admin/orders/{mailed.Reference}")).Document.QuerySelector(".timeline")!.TextContent;
        Assert.Contains("Order confirmation", mails, StringComparison.Ordinal);
        Assert.DoesNotContain("order-confirmation", mails, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_superadmins_read_the_trail(DatabaseProvider database)
    {
        using var staff = await venues.On(database).SignInAsStaffAsync();
        Assert.Null((await staff.OpenAsync("/admin")).Document.QuerySelector("nav a[href='/admin/audit']"));
        (await staff.OpenAsync("/admin/audit")).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task Day_filters_use_the_venues_time_zone_across_a_clock_change(DatabaseProvider database)
    {
        var app = venues.On(database);

        // London's clocks go forward on 30 March 2031, so that day has 23 hours.
        var instants = new Dictionary<string, DateTimeOffset>
        {
            ["the night before"] = new(2031, 3, 29, 23, 59, 59, TimeSpan.Zero),
            ["its first second"] = new(2031, 3, 30, 0, 0, 0, TimeSpan.Zero),
            ["its last second"] = new(2031, 3, 30, 22, 59, 59, TimeSpan.Zero),
            ["the day after"] = new(2031, 3, 30, 23, 0, 0, TimeSpan.Zero),
        };
        foreach (var (name, at) in instants)
        {
            await StoreAsync(app, $"Clock change, {name}", "event.edited", at);
        }

        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await staff.OpenAsync("/admin/audit?q=clock+change&from=2031-03-30&until=2031-03-30");
        Assert.Equal(
            ["Clock change, its last second", "Clock change, its first second"],
            page.Document.QuerySelectorAll(".trail > li p a").Select(link => link.TextContent)
        );
        Assert.Contains("Sun 30 Mar 2031, 23:59:59", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [OnEitherDatabase("")]
    [OnEitherDatabase("event.walked")]
    public async Task Paging_shows_everything_once_and_keeps_the_filters(DatabaseProvider database, string what)
    {
        await using var app = new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var names = Enumerable.Range(0, (2 * AuditQueries.PageSize) + 5).Select(i => $"Walk {i:000}").ToList();
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            // Three entries share each instant.
            await StoreAsync(app, name, "event.walked", app.Clock.GetUtcNow().AddSeconds(i / 3));
        }

        var seen = new List<string>();
        var pages = 0;
        for (var path = $"/admin/audit?q=walk&what={what}"; path is not null; pages++)
        {
            var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            seen.AddRange(page.Document.QuerySelectorAll(".trail > li p a").Select(link => link.TextContent));
            path = page.Document.QuerySelector(".pages a[rel=next]")?.GetAttribute("href");
            await StoreAsync(app, $"Walk later {pages}", "event.walked", app.Clock.GetUtcNow().AddHours(1 + pages));
        }

        Assert.Equal(names, seen.Order());
        Assert.Equal(3, pages);
    }

    [Theory, OnEitherDatabase]
    public async Task Typed_text_is_escaped(DatabaseProvider database)
    {
        var app = venues.On(database);
        const string evil = "<img src=x onerror=alert(1)>\"'";
        await StoreAsync(
            app,
            evil,
            "event.<b>bold</b>",
            app.Clock.GetUtcNow(),
            actor: evil,
            address: "<i>",
            after: """{"<u>":"<s>x</s>"}"""
        );
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = (await staff.OpenAsync($"/admin/audit?q={Uri.EscapeDataString(evil)}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(evil, page.Document.QuerySelector(".trail")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("img, .trail b, .trail i, .trail u, .trail s"));
    }

    private static Task StoreAsync(
        TicketingApp app,
        string subject,
        string action,
        DateTimeOffset at,
        string actor = "Somebody",
        string address = "",
        string after = ""
    ) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(
                new AuditEntry
                {
                    At = at,
                    ActorName = actor,
                    Address = address,
                    Action = action,
                    SubjectId = Guid.NewGuid().ToString(),
                    SubjectName = subject,
                    After = after,
                }
            );
            await db.SaveChangesAsync(Ct);
        });
}
