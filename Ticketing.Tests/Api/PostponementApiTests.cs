using System.Globalization;
using System.Net;
using System.Text.Json;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class PostponementApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly object Told = new { tellBuyers = true };

    private TicketingApp app = null!;
    private Event show = null!;
    private string token = "";

    [Theory, OnBothDatabases]
    public async Task An_event_is_postponed_and_given_a_date_and_its_buyers_are_told_and_may_return_their_tickets(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(show, "Standing", 2);
        var until = GetDay(30);
        var postponed = await SendAsync(
            "postpone",
            new
            {
                tellBuyers = true,
                messageToBuyers = "Nadia is ill.",
                refundsUntil = until,
            }
        );
        Assert.Equal("postponed", postponed.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("status").GetString());
        Assert.Equal("\"1\"", postponed.Headers["ETag"]);
        Assert.Contains("Nadia is ill.", (await app.ReadNoticeAsync(order)).Text, StringComparison.Ordinal);
        Assert.StartsWith(
            until,
            (await app.FindDeadlineAsync(order))!.Value.ToString("O", CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
        var change = Assert.Single(await ListChangesAsync());
        Assert.Equal(("postponed", "Nadia is ill."), (change.GetProperty("kind").GetString(), change.GetProperty("message").GetString()));
        Assert.Equal((1, 1), (change.GetProperty("orderCount").GetInt32(), change.GetProperty("keptCount").GetInt32()));
        Assert.Equal(show.StartsAt, change.GetProperty("before").GetProperty("startsAt").GetDateTimeOffset());

        var wish = new { eventId = show.Id, quantities = new Dictionary<Guid, int> { [show.TicketTypes[0].Id] = 1 } };
        var hold = await app.PostApiAsync("/api/v1/holds", JsonSerializer.Serialize(wish));
        var detail = hold.ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available").Json.GetProperty("detail").GetString();
        Assert.Contains("it is postponed", detail, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var (startsAt, doorsAt) = (show.StartsAt.AddDays(7), show.StartsAt.AddDays(7).AddHours(-2));
        var dated = (await SendAsync("new-date", CreateDate(startsAt, doorsAt), "\"1\"")).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal("active", dated.GetProperty("status").GetString());
        Assert.Equal(
            (startsAt, doorsAt),
            (dated.GetProperty("startsAt").GetDateTimeOffset(), dated.GetProperty("doorsAt").GetDateTimeOffset())
        );
        Assert.Equal(JsonValueKind.Null, dated.GetProperty("endsAt").ValueKind);
        Assert.Equal(2, (await app.GetNoticesAsync(show)).Count);
        Assert.Equal(["backOn", "postponed"], (await ListChangesAsync()).Select(listed => listed.GetProperty("kind").GetString()));
        Assert.Equal(
            ["event.postponed", "event.buyers-told", "event.edited", "event.back-on", "event.buyers-told"],
            (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action)
        );
    }

    [Theory, OnBothDatabases]
    public async Task Of_those_who_postpone_at_once_one_does(DatabaseProvider database)
    {
        await ArriveAsync(database);
        await app.BuyAsync(show, "Standing", 1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync("postpone", Told)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        Assert.Single(await app.GetNoticesAsync(show));
    }

    [Theory, OnBothDatabases]
    public async Task Of_those_who_set_a_date_at_once_one_does(DatabaseProvider database)
    {
        await ArriveAsync(database);
        await app.BuyAsync(show, "Standing", 1);
        (await SendAsync("postpone", Told)).ExpectStatus(HttpStatusCode.OK);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(n => SendAsync("new-date", CreateDate(show.StartsAt.AddDays(n / 2)), "\"1\""))
        );
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        Assert.Equal(2, (await app.GetNoticesAsync(show)).Count);
    }

    [Theory, OnBothDatabases]
    public async Task An_outdated_tag_sets_no_date_even_if_the_times_are_the_present_ones(DatabaseProvider database)
    {
        await ArriveAsync(database);
        await app.BuyAsync(show, "Standing", 1);
        (await SendAsync("postpone", Told)).ExpectStatus(HttpStatusCode.OK);
        await ExpectOutdatedAsync("\"0\"", EventStatus.Postponed);
        (await SendAsync("new-date", CreateDate(show.StartsAt, show.DoorsAt, show.EndsAt), "\"1\"")).ExpectStatus(HttpStatusCode.OK);
        await ExpectOutdatedAsync("\"1\"", EventStatus.Active);

        async Task ExpectOutdatedAsync(string tag, EventStatus status)
        {
            var (before, mails) = (await app.GetEventAsync(show), (await app.GetNoticesAsync(show)).Count);
            var refused = await SendAsync("new-date", CreateDate(show.StartsAt, show.DoorsAt, show.EndsAt), tag);
            refused.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition-failed");
            Assert.Equal((status, before.Version), ((await app.GetEventAsync(show)).Status, (await app.GetEventAsync(show)).Version));
            Assert.Equal(mails, (await app.GetNoticesAsync(show)).Count);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_repetition_with_its_key_gets_the_same_answer_and_tells_nobody_twice(DatabaseProvider database)
    {
        await ArriveAsync(database);
        await app.BuyAsync(show, "Standing", 1);
        var key = Guid.NewGuid().ToString();
        var first = (await SendAsync("postpone", Told, key: key)).ExpectStatus(HttpStatusCode.OK);
        var second = (await SendAsync("postpone", Told, key: key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal((first.Body, "true"), (second.Body, second.Headers["Idempotency-Replayed"]));
        Assert.Single(await app.GetNoticesAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task What_cannot_be_postponed_or_dated_stays_as_it_is(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(show, "Standing", 1);
        (await SendAsync("postpone", Told, ifMatch: "")).ExpectProblem(HttpStatusCode.PreconditionRequired, "precondition-required");
        (await SendAsync("postpone", Told, "\"7\"")).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition-failed");
        (await SendAsync("new-date", CreateDate(show.StartsAt))).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        await ExpectFieldAsync("tellBuyers", "postpone", new { });
        await ExpectFieldAsync("tellBuyers", "postpone", new { tellBuyers = false });
        await ExpectFieldAsync("messageToBuyers", "postpone", new { tellBuyers = true, messageToBuyers = new string('x', 1001) });
        await ExpectFieldAsync("refundsUntil", "postpone", new { tellBuyers = false, refundsUntil = GetDay(3) });
        foreach (var day in new[] { GetDay(-1), GetDay(400), "9999-12-31", "soon" })
        {
            await ExpectFieldAsync("refundsUntil", "postpone", new { tellBuyers = true, refundsUntil = day });
        }

        Assert.Equal(EventStatus.Active, (await app.GetEventAsync(show)).Status);
        Assert.Empty(await app.GetNoticesAsync(show));

        (await SendAsync("postpone", Told)).ExpectStatus(HttpStatusCode.OK);
        (await SendAsync("postpone", Told, "\"1\"")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        await ExpectFieldAsync("startsAt", "new-date", CreateDate(app.Clock.GetUtcNow().AddDays(-3)), "\"1\"");
        await ExpectFieldAsync("startsAt", "new-date", CreateDate(show.StartsAt.AddSeconds(1)), "\"1\"");
        await ExpectFieldAsync("doorsAt", "new-date", CreateDate(show.StartsAt, show.StartsAt.AddHours(1)), "\"1\"");
        (await SendAsync("new-date", CreateDate(show.StartsAt))).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal(EventStatus.Postponed, (await app.GetEventAsync(show)).Status);
        Assert.Single(await app.GetNoticesAsync(show), mail => mail.OrderId == order.Id);

        show = await app.AddEventAsync(EventStatus.Inactive);
        (await SendAsync("postpone", Told)).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        show = new Event
        {
            Slug = show.Slug,
            Title = show.Title,
            Location = show.Location,
            TimeZone = show.TimeZone,
            StartsAt = show.StartsAt,
        };
        (await SendAsync("postpone", Told)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await SendAsync("new-date", CreateDate(order.CreatedAt))).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    /// <summary>Whoever may only write events must not give money back.</summary>
    [Theory, OnEitherDatabase]
    public async Task An_offer_of_refunds_needs_the_scope_for_refunds_too(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(show, "Standing", 1);
        var change = EventRequests.CreateEvent();
        (change["tellBuyers"], change["refundsUntil"]) = (true, GetDay(5));
        var path = $"/api/v1/admin/events/{show.Id}";
        var (both, offer) = (token, new { tellBuyers = true, refundsUntil = GetDay(5) });
        token = (await app.CreateApiKeyAsync([ApiScopes.EventsRead, ApiScopes.EventsWrite])).Key;
        (await SendAsync("postpone", offer)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var date = new
        {
            startsAt = show.StartsAt,
            offer.tellBuyers,
            offer.refundsUntil,
        };
        (await SendAsync("new-date", date)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await PutAsync()).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        token = both;
        change["tellBuyers"] = null;
        Assert.StartsWith("refundsUntil:", Assert.Single((await PutAsync()).Errors), StringComparison.Ordinal);
        change["tellBuyers"] = true;
        (await PutAsync()).ExpectStatus(HttpStatusCode.OK);
        Assert.NotNull(await app.FindDeadlineAsync(order));
        Assert.Equal("moved", Assert.Single(await ListChangesAsync()).GetProperty("kind").GetString());

        Task<ApiAnswer> PutAsync() => app.SendWithTokenAsync(HttpMethod.Put, path, token, change.ToJsonString(), ("If-Match", "\"0\""));
    }

    [Theory, OnEitherDatabase]
    public async Task Refunds_are_not_offered_if_no_ticket_says_anything_else(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var change = EventRequests.CreateEvent();
        (change["tellBuyers"], change["refundsUntil"]) = (true, GetDay(5));
        await ExpectNoOfferAsync();
        show = await app.AddEventAsync(EventStatus.Inactive);
        await ExpectNoOfferAsync();

        show = await app.PublishShowAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        change["startsAt"] = show.StartsAt;
        (await PutAsync()).ExpectStatus(HttpStatusCode.OK);
        await ExpectNoOfferAsync();
        change["summary"] = "An evening of ballads.";
        change["refundsUntil"] = "1999-01-01";
        await ExpectNoOfferAsync();
        change["refundsUntil"] = null;
        (await PutAsync()).ExpectStatus(HttpStatusCode.OK);
        Assert.Single(await app.GetNoticesAsync(show), mail => mail.OrderId == order.Id);

        async Task ExpectNoOfferAsync()
        {
            var before = await app.GetEventAsync(show);
            var refused = (await PutAsync()).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.StartsWith("refundsUntil: No refund can be offered", Assert.Single(refused.Errors), StringComparison.Ordinal);
            Assert.Equal((before.Version, before.Title), ((await app.GetEventAsync(show)).Version, (await app.GetEventAsync(show)).Title));
        }

        Task<ApiAnswer> PutAsync() =>
            app.SendWithTokenAsync(HttpMethod.Put, $"/api/v1/admin/events/{show.Id}", token, change.ToJsonString(), ("If-Match", "*"));
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.EventsRead, ApiScopes.EventsWrite, ApiScopes.OrdersRefund])).Key;
        show = await app.PublishShowAsync();
    }

    private string GetDay(int days) => app.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object CreateDate(DateTimeOffset startsAt, DateTimeOffset? doorsAt = null, DateTimeOffset? endsAt = null) =>
        new
        {
            startsAt,
            doorsAt,
            endsAt,
            tellBuyers = true,
        };

    private async Task ExpectFieldAsync(string field, string action, object body, string ifMatch = "\"0\"")
    {
        var refused = (await SendAsync(action, body, ifMatch)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.Equal(field, Assert.Single(refused.Errors).Split(':')[0]);
    }

    private async Task<IReadOnlyList<JsonElement>> ListChangesAsync() =>
        (await app.GetWithTokenAsync($"/api/v1/admin/events/{show.Id}/changes", token)).ExpectStatus(HttpStatusCode.OK).Items;

    private Task<ApiAnswer> SendAsync(string action, object body, string ifMatch = "\"0\"", string? key = null) =>
        app.SendWithTokenAsync(
            HttpMethod.Post,
            $"/api/v1/admin/events/{show.Id}/{action}",
            token,
            JsonSerializer.Serialize(body),
            [
                .. ifMatch.Length > 0 ? [("If-Match", ifMatch)] : Array.Empty<(string, string)>(),
                ("Idempotency-Key", key ?? Guid.NewGuid().ToString()),
            ]
        );
}
