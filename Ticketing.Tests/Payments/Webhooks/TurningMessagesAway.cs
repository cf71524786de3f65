using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments.Webhooks;

public sealed class TurningMessagesAway
{
    private const string LiveKey = "sk_live_of_the_blue_room";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases(StripeMail.Key, "2026-04-22.dahlia", false, WebhookRefusal.Version, "they are not written for version 2026-10-28.endive")]
    [OnBothDatabases(StripeMail.Key, "", false, WebhookRefusal.Version, "they are not written for version 2026-10-28.endive")]
    [OnBothDatabases(StripeMail.Key, "2026-10-28.endive", true, WebhookRefusal.Mode, "they are of Stripe’s test mode where Payments:Stripe:SecretKey is a live key, or the other way round")]
    [OnBothDatabases(LiveKey, "2026-10-28.endive", false, WebhookRefusal.Mode, "they are of Stripe’s test mode where Payments:Stripe:SecretKey is a live key, or the other way round")]
    public async Task What_is_of_another_version_or_mode_is_told_at_once_and_until_one_is_right(
        DatabaseProvider database, string key, string version, bool isLive, string reason, string why)
    {
        await using var app = new HearingVenue(database).HearingFromStripe(key);
        using var staff = await app.SignedInAsync();
        Assert.Empty(await NeedsAsync(staff));

        using var refused = await app.TellAsync(StripeMail.Message("evt_1", version: version, live: isLive));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(await app.MessagesAsync());
        Assert.Equal(reason, Assert.Single(await RefusalsAsync(app)).Reason);
        var need = Assert.Single(await NeedsAsync(staff));
        Assert.Equal("/admin/payments/messages", need.Path);
        Assert.StartsWith($"Stripe’s messages are turned away: {why}", need.What, StringComparison.Ordinal);
        var alarm = Assert.Single(await NoticesAsync(staff, ".notice.error"));
        Assert.StartsWith(need.What, alarm, StringComparison.Ordinal);
        Assert.Contains("signing secret", alarm, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var right = await app.TellAsync(StripeMail.Message("evt_1", live: key == LiveKey));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Empty(await NeedsAsync(staff));
        Assert.Empty(await NoticesAsync(staff, ".notice.error"));
        Assert.Contains("That is over.", Assert.Single(await NoticesAsync(staff, ".notice")), StringComparison.Ordinal);
    }

    [Theory]
    [OnBothDatabases("2026-04-22.dahlia", false)]
    [OnBothDatabases("2026-10-28.endive", true)]
    public async Task What_they_told_is_learnt_without_them(DatabaseProvider database, string version, bool isLive)
    {
        await using var venue = await StripeMail.OpenVenueAsync(database);
        var session = await venue.OpenPageAsync(await venue.PublishAsync(), 2);
        await venue.Stripe.PayAsync(session.Id);
        using var refused = await venue.TellAsync(StripeMail.Message("evt_1", about: session.Id, version: version, live: isLive));
        await venue.RunAsync<WebhookPass>();
        Assert.Equal((HttpStatusCode.BadRequest, OrderStatus.Pending), (refused.StatusCode, (await venue.OrderOfAsync(session)).Status));

        await venue.CatchUpAsync();

        Assert.Equal(OrderStatus.Paid, (await venue.OrderOfAsync(session)).Status);
        await venue.AssertMoneyAsync();
    }

    [Theory, OnBothDatabases]
    public async Task Another_day_of_the_same_version_is_taken_in(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var answer = await app.TellAsync(StripeMail.Message("evt_1", version: "2026-12-15.endive"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory, OnBothDatabases]
    public async Task One_forgery_is_no_alarm_but_a_secret_that_stays_wrong_is(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var staff = await app.SignedInAsync();
        await ForgeAsync(app);
        Assert.Empty(await NeedsAsync(staff));
        Assert.Contains("it did no harm", Assert.Single(await NoticesAsync(staff, ".notice")), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await ForgeAsync(app);

        Assert.Equal("Stripe’s messages are turned away: their signature does not match Payments:Stripe:WebhookSecret", Assert.Single(await NeedsAsync(staff)).What);
        var alarm = Assert.Single(await NoticesAsync(staff, ".notice.error"));
        Assert.Contains("Since Mon 3 Feb 2031, 12:00, last Mon 3 Feb 2031, 12:05.", alarm, StringComparison.Ordinal);
        Assert.Contains("Copy the endpoint’s signing secret", alarm, StringComparison.Ordinal);
    }

    /// <summary>An unsupported message may come among many supported ones.</summary>
    [Theory, OnBothDatabases]
    public async Task An_unknown_form_is_told_though_others_come_in(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var staff = await app.SignedInAsync();
        using var unknown = await app.TellAsync("""{ "object": "v2.core.event" }""");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var known = await app.TellAsync(StripeMail.Message("evt_1"));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (unknown.StatusCode, known.StatusCode));
        Assert.StartsWith("Some of Stripe’s messages are turned away: this program does not know their form", Assert.Single(await NeedsAsync(staff)).What, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task What_has_not_happened_for_a_day_presses_no_more_and_is_not_told_after_a_week(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var refused = await app.TellAsync(StripeMail.Message("evt_1", live: true));
        app.Clock.Advance(CountRefusals.Memory - TimeSpan.FromSeconds(1));
        Assert.True(Assert.Single(await ListedAsync(app)).IsPressing);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Assert.Single(await ListedAsync(app)).IsPressing);
        app.Clock.Advance(WebhookBook.Told - CountRefusals.Memory);
        Assert.Empty(await ListedAsync(app));

        using var again = await app.TellAsync(StripeMail.Message("evt_1", live: true));
        var refusal = Assert.Single(await ListedAsync(app)).Refusal;
        Assert.Equal((app.Clock.GetUtcNow(), 1), (refusal.FirstAt, refusal.Minutes));
    }

    [Theory, OnBothDatabases]
    public async Task However_many_come_and_wherever_they_are_written_down_once_a_minute_for_each_reason(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        await using var other = HearingVenue.On(database);
        other.Beside(app);
        Assert.Empty(await RefusalsAsync(app));
        Assert.Empty(await RefusalsAsync(other));
        var began = app.Clock.GetUtcNow();
        for (var minute = 1; minute <= 3; minute++)
        {
            await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => i % 3 == 0 ? TellOfAnotherModeAsync(app) : ForgeAsync(i % 2 == 0 ? app : other), Ct)));

            var now = app.Clock.GetUtcNow();
            Assert.All(await RefusalsAsync(app), refusal => Assert.Equal((began, now, minute), (refusal.FirstAt, refusal.LastAt, refusal.Minutes)));
            Assert.Equal([WebhookRefusal.Mode, WebhookRefusal.Signature], (await RefusalsAsync(app)).Select(refusal => refusal.Reason));
            Assert.Equal((2 * minute, minute), (app.Log.Count("are turned away"), other.Log.Count("are turned away")));
            app.Clock.Advance(TimeSpan.FromSeconds(59));
            other.Clock.Advance(TimeSpan.FromSeconds(59));
            await ForgeAsync(other);
            Assert.All(await RefusalsAsync(app), refusal => Assert.Equal(minute, refusal.Minutes));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            other.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Theory, OnBothDatabases]
    public async Task What_cannot_be_written_down_is_refused_all_the_same(DatabaseProvider database)
    {
        var locked = new FailingDatabase();
        await using var app = HearingVenue.On(database, locked.Under);
        Assert.Empty(await RefusalsAsync(app));
        locked.FailTheNext(10_000);

        await ForgeAsync(app);

        locked.FailTheNext(0);
        Assert.Empty(await RefusalsAsync(app));
        Assert.Equal(1, app.Log.Count("could not be recorded"));
    }

    private static async Task ForgeAsync(TicketingApp app)
    {
        using var answer = await app.PostAsync(Encoding.UTF8.GetBytes(StripeMail.Message("evt_1")), "t=1927886390,v1=00");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task TellOfAnotherModeAsync(TicketingApp app)
    {
        using var answer = await app.TellAsync(StripeMail.Message("evt_1", live: true));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<List<WebhookRefusal>> RefusalsAsync(TicketingApp app) => app.UseAsync<TicketingDbContext, List<WebhookRefusal>>(
        db => db.Set<WebhookRefusal>().AsNoTracking().OrderBy(r => r.Reason).ToListAsync(Ct));

    private static Task<IReadOnlyList<ListedRefusal>> ListedAsync(TicketingApp app) =>
        app.UseAsync<WebhookBook, IReadOnlyList<ListedRefusal>>(book => book.RefusalsAsync(Ct));

    private static async Task<IEnumerable<(string What, string? Path)>> NeedsAsync(Browser staff) =>
        [.. (await staff.OpenAsync("/admin")).Document.QuerySelectorAll(".needs a").Select(link => (link.TextContent, link.GetAttribute("href")))];

    private static async Task<IEnumerable<string>> NoticesAsync(Browser staff, string kind) =>
        [.. (await staff.OpenAsync("/admin/payments/messages")).Expect(HttpStatusCode.OK).Document.QuerySelectorAll(kind)
            .Select(notice => string.Join(' ', notice.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
