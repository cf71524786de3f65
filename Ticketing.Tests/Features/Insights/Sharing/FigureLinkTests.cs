using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Events;
using Ticketing.Features.Insights.Sharing;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Insights.Sharing;

public sealed partial class FigureLinkTests
{
    private const string Form = "#share-form";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task It_shows_the_figures_of_one_event_without_names(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        await app.PublishEventAsync("Somebody else", _ => { });
        var order = await app.BuyAsync(show, "Standing", 2);
        await app.SellAsync(show, "Seated", 1, BoxOfficePayment.Complimentary);
        using var staff = await app.SignInAsStaffAsync();

        var plain = await OpenAsync(app, await ShareAsync(staff, show, "Artist’s agent"));

        var text = Squeeze(plain.Document.QuerySelector("main")!.TextContent);
        Assert.Contains("Nadia Karim Quartet", text, StringComparison.Ordinal);
        Assert.Contains("Tickets sold2 and 1 complimentary Left147 of 150", text, StringComparison.Ordinal);
        Assert.Contains("Mon 3 Feb 203133", text, StringComparison.Ordinal);
        Assert.DoesNotContain("£", text, StringComparison.Ordinal);
        Assert.DoesNotContain(order.BuyerName, plain.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(order.BuyerEmail, plain.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody else", plain.Text, StringComparison.Ordinal);
        Assert.Equal("noindex", plain.Document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Contains("no-store", plain.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal("no-referrer", plain.Headers["Referrer-Policy"]);

        var withRevenue = await OpenAsync(app, await ShareAsync(staff, show, "Manager", ("ShowsRevenue", "true")));
        Assert.Contains($"Net revenue{order.Money(order.Total)}", Squeeze(withRevenue.Text), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task It_expires_a_week_after_the_show_and_can_be_revoked(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/insights/events/{show.Id}");
        Assert.Equal("2031-03-10", page.Document.QuerySelector("#share-last-day")!.GetAttribute("value"));
        var (first, second) = (await ShareAsync(staff, show, "Agent"), await ShareAsync(staff, show, "Label"));
        await OpenAsync(app, first);
        app.Clock.Advance(TimeSpan.FromMinutes(5));

        var list = await staff.OpenAsync($"/admin/insights/events/{show.Id}");
        Assert.Equal(["Label", "Agent"], list.Document.QuerySelectorAll("#links tbody th").Select(cell => cell.TextContent));
        Assert.Contains("3 Feb 2031, 12:00", Row(list, "Agent"), StringComparison.Ordinal);
        Assert.Contains("Never", Row(list, "Label"), StringComparison.Ordinal);
        list = await list.SubmitAsync("#links tbody tr:last-child form");
        Assert.Contains("Revoked", Row(list, "Agent"), StringComparison.Ordinal);
        (await app.NewBrowser().OpenAsync(first)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal(
            ["event.figures-link-revoked", "event.figures-shared", "event.figures-shared"],
            (await app.GetAuditEntriesAsync(show.Id))
                .Select(entry => entry.Action)
                .Where(action => action.StartsWith("event.figures", StringComparison.Ordinal))
                .Order()
        );

        app.Clock.SetUtcNow(new DateTimeOffset(2031, 3, 10, 23, 59, 0, TimeSpan.Zero));
        await OpenAsync(app, second);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await app.NewBrowser().OpenAsync(second)).ExpectStatus(HttpStatusCode.Forbidden);
        (await app.NewBrowser().OpenAsync("/figures?token=forged")).ExpectStatus(HttpStatusCode.Forbidden);
        (await app.NewBrowser().OpenAsync("/figures")).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task The_database_has_only_a_hash_of_its_token(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var token = (await ShareAsync(staff, show, "Agent")).Split("token=")[1];

        var stored = await app.UseAsync<TicketingDbContext, FigureLink>(db => db.Set<FigureLink>().SingleAsync(Ct));

        Assert.Matches("^[0-9a-f]{64}$", stored.TokenHash);
        Assert.DoesNotContain(token, (await staff.OpenAsync($"/admin/insights/events/{show.Id}")).Text, StringComparison.Ordinal);
        Assert.All(
            await app.GetAuditEntriesAsync(show.Id),
            entry => Assert.DoesNotContain(token, $"{entry.After}", StringComparison.Ordinal)
        );
    }

    [Theory]
    [OnEitherDatabase("Name", "", "Enter who gets the link.")]
    [OnEitherDatabase("LastDay", "31.1.2031", "Enter a date like 2031-01-31.")]
    [OnEitherDatabase("LastDay", "2031-02-02", "Choose today or a later day.")]
    public async Task Bad_input_is_refused_and_kept(DatabaseProvider database, string field, string typed, string said)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var fields = new Dictionary<string, string> { ["Name"] = "Agent", [field] = typed };

        var page = await (await staff.OpenAsync($"/admin/insights/events/{show.Id}")).SubmitAsync(Form, fields);

        page.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal(typed, page.Document.QuerySelector($"{Form} [name={field}]")!.GetAttribute("value") ?? "");
        Assert.Contains(said, page.Document.QuerySelector($"{Form} .error")!.TextContent, StringComparison.Ordinal);
        Assert.False(await app.UseAsync<TicketingDbContext, bool>(db => db.Set<FigureLink>().AnyAsync(Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task It_works_whatever_the_language_of_who_made_it(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Localization:Languages:0", "en-GB");
        var show = await app.PublishEventAsync();
        var member = await app.CreateStaffAsync();
        await app.UseAsync<OwnAccount>(account => account.ChooseLanguageAsync(member.Id, ShippedLanguages.Find("de")!, Ct));
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        Assert.Contains("Links für Künstler", (await staff.OpenAsync($"/admin/insights/events/{show.Id}")).Text, StringComparison.Ordinal);

        await OpenAsync(app, await ShareAsync(staff, show, "Agentur"));
    }

    [Theory, OnEitherDatabase]
    public async Task Guessing_is_limited(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("RateLimiting:Enabled", "true");
        using var guesser = app.NewBrowser();
        for (var tries = 0; tries < 120; tries++)
        {
            (await guesser.OpenAsync($"/figures?token={tries}")).ExpectStatus(HttpStatusCode.Forbidden);
        }

        (await guesser.OpenAsync("/figures?token=120")).ExpectStatus(HttpStatusCode.TooManyRequests);
    }

    private static async Task<string> ShareAsync(Browser staff, Event show, string name, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string>(more.Select(field => KeyValuePair.Create(field.Name, field.Value))) { ["Name"] = name };
        var page = (await (await staff.OpenAsync($"/admin/insights/events/{show.Id}")).SubmitAsync(Form, fields)).ExpectStatus(
            HttpStatusCode.OK
        );
        return new Uri(page.Document.QuerySelector("#shared-url")!.GetAttribute("value")!).PathAndQuery;
    }

    private static async Task<BrowserPage> OpenAsync(TicketingApp app, string path)
    {
        using var anybody = app.NewBrowser();
        return (await anybody.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
    }

    private static string Row(BrowserPage page, string name) =>
        Squeeze(page.Document.QuerySelectorAll("#links tbody tr").Single(row => row.QuerySelector("th")!.TextContent == name).TextContent);

    private static string Squeeze(string text) => Space().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
