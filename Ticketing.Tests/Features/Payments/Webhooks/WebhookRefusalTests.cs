using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Webhooks;

public sealed class WebhookRefusalTests
{
    private const string LiveKey = "sk_live_of_the_blue_room";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnEitherDatabase(
        StripeMessages.Key,
        "2026-04-22.dahlia",
        false,
        WebhookRefusal.Version,
        "they are not written for version 2026-10-28.endive"
    )]
    [OnEitherDatabase(StripeMessages.Key, "", false, WebhookRefusal.Version, "they are not written for version 2026-10-28.endive")]
    [OnEitherDatabase(
        StripeMessages.Key,
        "2026-10-28.endive",
        true,
        WebhookRefusal.Mode,
        "they are of Stripe’s test mode where Payments:Stripe:SecretKey is a live key, or the other way round"
    )]
    [OnEitherDatabase(
        LiveKey,
        "2026-10-28.endive",
        false,
        WebhookRefusal.Mode,
        "they are of Stripe’s test mode where Payments:Stripe:SecretKey is a live key, or the other way round"
    )]
    public async Task A_wrong_version_or_mode_is_reported_until_a_valid_message_arrives(
        DatabaseProvider database,
        string key,
        string version,
        bool isLive,
        string reason,
        string why
    )
    {
        await using var app = new WebhookVenue(database).UseStripeWebhooks(key);
        using var staff = await app.SignInAsStaffAsync();
        Assert.Empty(await GetActionItemsAsync(staff));

        using var refused = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", version: version, live: isLive));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(await app.GetWebhookEventsAsync());
        Assert.Equal(reason, Assert.Single(await GetRefusalsAsync(app)).Reason);
        var need = Assert.Single(await GetActionItemsAsync(staff));
        Assert.Equal("/admin/payments/messages", need.Path);
        Assert.StartsWith($"Stripe’s messages are turned away: {why}", need.What, StringComparison.Ordinal);
        var alarm = Assert.Single(await GetNoticesAsync(staff, ".notice.error"));
        Assert.StartsWith(need.What, alarm, StringComparison.Ordinal);
        Assert.Contains("signing secret", alarm, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var right = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", live: key == LiveKey));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Empty(await GetActionItemsAsync(staff));
        Assert.Empty(await GetNoticesAsync(staff, ".notice.error"));
        Assert.Contains("That is over.", Assert.Single(await GetNoticesAsync(staff, ".notice")), StringComparison.Ordinal);
    }

    [Theory]
    [OnEitherDatabase("2026-04-22.dahlia", false)]
    [OnEitherDatabase("2026-10-28.endive", true)]
    public async Task Payments_are_confirmed_without_the_refused_messages(DatabaseProvider database, string version, bool isLive)
    {
        await using var venue = await StripeMessages.OpenVenueAsync(database);
        var session = await venue.OpenPaymentPageAsync(await venue.PublishEventAsync(), 2);
        await venue.Stripe.PayAsync(session.Id);
        using var refused = await venue.SendSignedAsync(
            StripeMessages.CreateMessage("evt_1", about: session.Id, version: version, live: isLive)
        );
        await venue.RunJobAsync<WebhookJob>();
        Assert.Equal((HttpStatusCode.BadRequest, OrderStatus.Pending), (refused.StatusCode, (await venue.GetOrderAsync(session)).Status));

        await venue.RunPaymentJobsAsync();

        Assert.Equal(OrderStatus.Paid, (await venue.GetOrderAsync(session)).Status);
        await venue.AssertMoneyMatchesStripeAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task A_later_release_of_the_same_version_is_accepted(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var answer = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", version: "2026-12-15.endive"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_repeated_signature_failures_raise_an_alert(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var staff = await app.SignInAsStaffAsync();
        await ForgeAsync(app);
        Assert.Empty(await GetActionItemsAsync(staff));
        Assert.Contains("No harm was done", Assert.Single(await GetNoticesAsync(staff, ".notice")), StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await ForgeAsync(app);

        Assert.Equal(
            "Stripe’s messages are turned away: their signature does not match Payments:Stripe:WebhookSecret",
            Assert.Single(await GetActionItemsAsync(staff)).What
        );
        var alarm = Assert.Single(await GetNoticesAsync(staff, ".notice.error"));
        Assert.Contains("Since Mon 3 Feb 2031, 12:00, last Mon 3 Feb 2031, 12:05.", alarm, StringComparison.Ordinal);
        Assert.Contains("Copy the endpoint’s signing secret", alarm, StringComparison.Ordinal);
    }

    /// <summary>An unsupported message may come among many supported ones.</summary>
    [Theory, OnEitherDatabase]
    public async Task An_unknown_message_format_is_reported_although_others_arrive(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var staff = await app.SignInAsStaffAsync();
        using var unknown = await app.SendSignedAsync("""{ "object": "v2.core.event" }""");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var known = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1"));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (unknown.StatusCode, known.StatusCode));
        Assert.StartsWith(
            "Some of Stripe’s messages are turned away: this program does not know their form",
            Assert.Single(await GetActionItemsAsync(staff)).What,
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Refusals_lose_urgency_after_a_day_and_disappear_after_a_week(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var refused = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", live: true));
        app.Clock.Advance(RecordWebhookRefusal.ResetAfter - TimeSpan.FromSeconds(1));
        Assert.True(Assert.Single(await GetListedRefusalsAsync(app)).NeedsAction);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Assert.Single(await GetListedRefusalsAsync(app)).NeedsAction);
        app.Clock.Advance(WebhookQueries.RefusalListingPeriod - RecordWebhookRefusal.ResetAfter);
        Assert.Empty(await GetListedRefusalsAsync(app));

        using var again = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", live: true));
        var refusal = Assert.Single(await GetListedRefusalsAsync(app)).Refusal;
        Assert.Equal((app.Clock.GetUtcNow(), 1), (refusal.FirstAt, refusal.Minutes));
    }

    [Theory, OnEitherDatabase]
    public async Task Refusals_are_recorded_once_a_minute_per_reason(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        await using var other = WebhookVenue.On(database);
        other.ShareDatabaseWith(app);
        Assert.Empty(await GetRefusalsAsync(app));
        Assert.Empty(await GetRefusalsAsync(other));
        var began = app.Clock.GetUtcNow();
        for (var minute = 1; minute <= 3; minute++)
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, 30)
                    .Select(i => Task.Run(() => i % 3 == 0 ? SendWrongModeAsync(app) : ForgeAsync(i % 2 == 0 ? app : other), Ct))
            );

            var now = app.Clock.GetUtcNow();
            Assert.All(
                await GetRefusalsAsync(app),
                refusal => Assert.Equal((began, now, minute), (refusal.FirstAt, refusal.LastAt, refusal.Minutes))
            );
            Assert.Equal([WebhookRefusal.Mode, WebhookRefusal.Signature], (await GetRefusalsAsync(app)).Select(refusal => refusal.Reason));
            Assert.Equal((2 * minute, minute), (app.Log.Count("are turned away"), other.Log.Count("are turned away")));
            app.Clock.Advance(TimeSpan.FromSeconds(59));
            other.Clock.Advance(TimeSpan.FromSeconds(59));
            await ForgeAsync(other);
            Assert.All(await GetRefusalsAsync(app), refusal => Assert.Equal(minute, refusal.Minutes));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            other.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Messages_are_refused_even_if_the_refusal_cannot_be_recorded(DatabaseProvider database)
    {
        var locked = new FailingWritesInterceptor();
        await using var app = WebhookVenue.On(database, locked.AddTo);
        Assert.Empty(await GetRefusalsAsync(app));
        locked.FailNext(10_000);

        await ForgeAsync(app);

        locked.FailNext(0);
        Assert.Empty(await GetRefusalsAsync(app));
        Assert.Equal(1, app.Log.Count("could not be recorded"));
    }

    private static async Task ForgeAsync(TicketingApp app)
    {
        using var answer = await app.SendAsync(Encoding.UTF8.GetBytes(StripeMessages.CreateMessage("evt_1")), "t=1927886390,v1=00");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task SendWrongModeAsync(TicketingApp app)
    {
        using var answer = await app.SendSignedAsync(StripeMessages.CreateMessage("evt_1", live: true));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<List<WebhookRefusal>> GetRefusalsAsync(TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<WebhookRefusal>>(db =>
            db.Set<WebhookRefusal>().AsNoTracking().OrderBy(r => r.Reason).ToListAsync(Ct)
        );

    private static Task<IReadOnlyList<ListedRefusal>> GetListedRefusalsAsync(TicketingApp app) =>
        app.UseAsync<WebhookQueries, IReadOnlyList<ListedRefusal>>(book => book.ListRefusalsAsync(Ct));

    private static async Task<IEnumerable<(string What, string? Path)>> GetActionItemsAsync(Browser staff) =>
        [
            .. (await staff.OpenAsync("/admin"))
                .Document.QuerySelectorAll(".needs > li")
                .Select(item => (item.QuerySelector("span")!.TextContent, item.QuerySelector("a")!.GetAttribute("href"))),
        ];

    private static async Task<IEnumerable<string>> GetNoticesAsync(Browser staff, string kind) =>
        [
            .. (await staff.OpenAsync("/admin/payments/messages"))
                .ExpectStatus(HttpStatusCode.OK)
                .Document.QuerySelectorAll(kind)
                .Select(notice => string.Join(' ', notice.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];
}
