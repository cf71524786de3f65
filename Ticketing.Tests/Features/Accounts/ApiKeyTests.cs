using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

public sealed class ApiKeyTests(EchoVenues venues) : IClassFixture<EchoVenues>
{
    private const string NeedsOrdersRead = EchoVenue.Path + "/scoped";
    private const string NeedsEventsWrite = EchoVenue.Path + "/audited";
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_superadmin_makes_a_key_and_sees_it_once(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var shown = await FillInAsync(browser, "The venue’s website", ("Scopes", ApiScopes.OrdersRead));
        var key = shown.Document.QuerySelector("#made")!.TextContent;
        Assert.StartsWith(ApiKeyAdministration.Prefix, key, StringComparison.Ordinal);
        (await app.GetWithTokenAsync(NeedsOrdersRead, key)).ExpectStatus(HttpStatusCode.OK);

        Assert.DoesNotContain(key, (await browser.OpenAsync("/admin/api-keys/new")).Document.Source.Text, StringComparison.Ordinal);
        var list = await browser.OpenAsync("/admin/api-keys");
        Assert.DoesNotContain(key, list.Document.Source.Text, StringComparison.Ordinal);
        Assert.Contains("The venue’s website", list.Text, StringComparison.Ordinal);
        var stored = (await GetKeysAsync()).Single(k => k.Name == "The venue’s website");
        Assert.DoesNotContain(key[ApiKeyAdministration.Prefix.Length..], stored.Hash, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["api-key.created"], (await app.GetAuditTrailAsync(stored.Id)).Select(entry => entry.Action));
    }

    [Theory, OnEitherDatabase]
    public async Task A_form_that_is_not_complete_makes_no_key_and_says_what_is_missing(DatabaseProvider database)
    {
        app = venues.On(database);
        using var browser = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var before = (await GetKeysAsync()).Count;
        Assert.Contains("Give the key a name", (await FillInAsync(browser, " ")).Text, StringComparison.Ordinal);
        Assert.Contains("Choose at least one", (await FillInAsync(browser, "Nothing")).Text, StringComparison.Ordinal);
        var unknown = await FillInAsync(browser, "Root", ("Scopes", "everything"));
        Assert.Contains("There is no scope “everything”", unknown.ExpectStatus(HttpStatusCode.BadRequest).Text, StringComparison.Ordinal);
        (string, string)[] past = [("Scopes", ApiScopes.CheckIn), ("ExpiresAt", "2031-02-02")];
        Assert.Contains("This time has passed", (await FillInAsync(browser, "Late", past)).Text, StringComparison.Ordinal);
        (string, string)[] distant = [("Scopes", ApiScopes.CheckIn), ("ExpiresAt", "9999-12-30")];
        Assert.Contains("within ten years", (await FillInAsync(browser, "Distant", distant)).Text, StringComparison.Ordinal);
        (string, string)[] noDay = [("Scopes", ApiScopes.CheckIn), ("ExpiresAt", "tomorrow")];
        Assert.Contains("That is not a day", (await FillInAsync(browser, "Never", noDay)).Text, StringComparison.Ordinal);
        foreach (var eventId in new[] { $"{Guid.NewGuid()}", "all" })
        {
            (string, string)[] nowhere = [("Scopes", ApiScopes.CheckIn), ("EventId", eventId), ("ExpiresAt", "tomorrow")];
            var refused = (await FillInAsync(browser, "Nowhere", nowhere)).ExpectStatus(HttpStatusCode.BadRequest);
            Assert.Contains("There is no such event", refused.Text, StringComparison.Ordinal);
            Assert.Contains("That is not a day", refused.Text, StringComparison.Ordinal);

            // Pressed again without a choice, it must not become a key for all events.
            var select = (IHtmlSelectElement)refused.Document.QuerySelector("#EventId")!;
            Assert.Equal("Choose an event", select.SelectedOptions.Single().Text.Trim());
        }

        Assert.Equal(before, (await GetKeysAsync()).Count);
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_opens_what_its_scopes_name_and_nothing_else(DatabaseProvider database)
    {
        app = venues.On(database);
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        (await app.GetWithTokenAsync(NeedsOrdersRead, key)).ExpectStatus(HttpStatusCode.OK);
        (await app.PostWithTokenAsync(NeedsEventsWrite, key)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_for_one_event_opens_no_other_and_nothing_about_all_of_them(DatabaseProvider database)
    {
        app = venues.On(database);
        var eventId = Guid.CreateVersion7();
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead], eventId)).Key;
        (await app.GetWithTokenAsync($"{EchoVenue.Path}/events/{eventId}", key)).ExpectStatus(HttpStatusCode.OK);
        foreach (var path in new[] { $"{EchoVenue.Path}/events/{Guid.CreateVersion7()}", NeedsOrdersRead })
        {
            (await app.GetWithTokenAsync(path, key)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_wrong_expired_or_revoked_key_opens_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var wrong = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key[..^1] + "~";
        var expiring = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead], expiresAt: app.Clock.GetUtcNow().AddMinutes(1))).Key;
        var revoked = await app.CreateApiKeyAsync([ApiScopes.OrdersRead]);
        (await app.GetWithTokenAsync(NeedsOrdersRead, expiring)).ExpectStatus(HttpStatusCode.OK);
        (await app.GetWithTokenAsync(NeedsOrdersRead, revoked.Key)).ExpectStatus(HttpStatusCode.OK);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var browser = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var list = await browser.OpenAsync("/admin/api-keys");
        var form = list.BuildSubmitRequest($"form.revoke:has([value='{revoked.Id}'])");
        (await browser.FollowAsync(form)).ExpectStatus(HttpStatusCode.OK);
        foreach (var key in new[] { wrong, expiring, revoked.Key, "", "nonsense" })
        {
            var answer = await app.GetWithTokenAsync(NeedsOrdersRead, key);
            answer.ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.StartsWith("Bearer", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }

        Assert.Equal(["api-key.created", "api-key.revoked"], (await app.GetAuditTrailAsync(revoked.Id)).Select(entry => entry.Action));
        Assert.False(await app.UseAsync<ApiKeyAdministration, bool>(keys => keys.RevokeAsync(revoked.Id, Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_acts_under_its_own_name(DatabaseProvider database)
    {
        app = venues.On(database);
        var made = await app.CreateApiKeyAsync([ApiScopes.EventsWrite]);
        (await app.PostWithTokenAsync(NeedsEventsWrite, made.Key)).ExpectStatus(HttpStatusCode.OK);
        var entry = await app.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().SingleAsync(e => e.ActorId == made.Id, Ct)
        );
        Assert.Equal(("event.edited", "API key Door scanner"), (entry.Action, entry.ActorName));
    }

    [Theory, OnEitherDatabase]
    public async Task The_last_use_is_recorded_once_a_minute(DatabaseProvider database)
    {
        app = venues.On(database);
        var made = await app.CreateApiKeyAsync([ApiScopes.OrdersRead]);
        var first = app.Clock.GetUtcNow();
        await UseAtAsync(TimeSpan.Zero, first);
        await UseAtAsync(TimeSpan.FromSeconds(59), first);
        await UseAtAsync(TimeSpan.FromSeconds(1), first + TimeSpan.FromMinutes(1));

        async Task UseAtAsync(TimeSpan later, DateTimeOffset recorded)
        {
            app.Clock.Advance(later);
            (await app.GetWithTokenAsync(NeedsOrdersRead, made.Key)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal(recorded, (await GetKeysAsync()).Single(key => key.Id == made.Id).LastUsedAt);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Guesses_are_limited_for_each_address_and_keep_nobody_from_signing_in(DatabaseProvider database)
    {
        // The limit of requests is lower, but for each minute.
        await using var limited = new EchoVenue(database).Set("RateLimiting:Enabled", "true");
        app = limited;
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        var start = SignInLimits.Period - TimeSpan.FromTicks(app.Clock.GetUtcNow().Ticks % SignInLimits.Period.Ticks);
        app.Clock.Advance(start);
        for (var guess = 0; guess < SignInLimits.MaxPerAddress; guess++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(2));
            var wrong = $"{ApiKeyAdministration.Prefix}{guess}";
            (await app.GetWithTokenAsync(NeedsOrdersRead, wrong)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var refused = await app.GetWithTokenAsync(NeedsOrdersRead, ApiKeyAdministration.Prefix);
        Assert.Equal("900", refused.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests").Headers["Retry-After"]);
        (await app.GetWithTokenAsync(NeedsOrdersRead, key)).ExpectStatus(HttpStatusCode.OK);
        using var staff = await app.SignInAsStaffAsync();
    }

    [Theory]
    [OnEitherDatabase("de", "en-GB")]
    [OnEitherDatabase("en-GB", "de")]
    public async Task A_refusal_is_in_the_reader_s_language_whoever_was_refused_before(
        DatabaseProvider database,
        string first,
        string second
    )
    {
        await using var venue = new TicketingApp(database);
        foreach (var tag in new[] { first, second })
        {
            using var browser = await venue.SignInWithLanguageAsync(tag, Roles.SuperAdmin);
            var refused = await FillInAsync(browser, "Web shop", ("Scopes", ApiScopes.OrdersRead), ("ExpiresAt", "tomorrow"));
            Assert.Contains(tag == "de" ? "Das ist kein Tag." : "That is not a day.", refused.Text, StringComparison.Ordinal);
        }
    }

    private Task<List<ApiKey>> GetKeysAsync() =>
        app.UseAsync<TicketingDbContext, List<ApiKey>>(db => db.Set<ApiKey>().AsNoTracking().ToListAsync(Ct));

    /// <summary>Sends the form with the fields that a browser would send.</summary>
    private static async Task<BrowserPage> FillInAsync(Browser browser, string name, params (string Name, string Value)[] more)
    {
        var form = await browser.OpenAsync("/admin/api-keys/new");
        var fields = BrowserPage.GetFormFields((IHtmlFormElement)form.Document.QuerySelector("main form")!);
        fields["Name"] = name;
        return await browser.PostAsync(
            "/admin/api-keys/new",
            fields.Where(field => more.All(m => m.Name != field.Key)).Concat(more.Select(m => KeyValuePair.Create(m.Name, m.Value)))
        );
    }
}
