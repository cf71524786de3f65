using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class EventEditingApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/admin/events";
    private TicketingApp app = null!;
    private string token = "";

    [Theory, OnEitherDatabase]
    public async Task An_event_is_created_as_a_draft_and_published_once_it_has_a_ticket_type(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var made = (await SendAsync(HttpMethod.Post, Path, EventRequests.CreateEvent())).ExpectStatus(HttpStatusCode.Created);
        var id = made.Json.GetProperty("id").GetString();
        Assert.Equal(($"{Path}/{id}", "\"0\""), (made.Headers["Location"], made.Headers["ETag"]));
        Assert.Equal("inactive", made.Json.GetProperty("status").GetString());
        Assert.Equal("2031-07-04T20:00:00-02:30", made.Json.GetProperty("startsAt").GetString());
        (await app.GetApiAsync($"/api/v1/events/{id}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");

        var early = (await SendAsync(HttpMethod.Post, $"{Path}/{id}/publish")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Contains("no ticket type", early.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await SendAsync(HttpMethod.Post, $"{Path}/{id}/ticket-types", EventRequests.CreateType())).ExpectStatus(HttpStatusCode.Created);
        var published = (await SendAsync(HttpMethod.Post, $"{Path}/{id}/publish")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("active", published.Json.GetProperty("status").GetString());
        (await app.GetApiAsync($"/api/v1/events/{id}")).ExpectStatus(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Post, $"{Path}/{id}/withdraw")).ExpectStatus(HttpStatusCode.OK);

        var trail = await app.GetAuditEntriesAsync(Guid.Parse(id!));
        Assert.Equal(["event.created", "event.published", "event.withdrawn"], trail.Select(entry => entry.Action));
        Assert.All(trail, entry => Assert.Equal("API key Door scanner", entry.ActorName));
    }

    [Theory, OnBothDatabases]
    public async Task A_draft_is_scheduled_and_taken_back(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var draft = await app.AddEventAsync(EventStatus.Inactive);
        var path = $"{Path}/{draft.Id}";
        var now = app.Clock.GetUtcNow();
        var at = now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMinute)).AddDays(2);
        (await ScheduleAsync(at.AddSeconds(1))).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        var past = (await ScheduleAsync(at.AddDays(-3))).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Equal("Choose a time in the future.", past.Json.GetProperty("detail").GetString());
        (await ScheduleAsync(at.AddDays(40))).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Null((await app.GetEventAsync(draft)).PublishAt);

        var scheduled = (await ScheduleAsync(at)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(("inactive", at), (Read(scheduled, "status").GetString(), Read(scheduled, "publishAt").GetDateTimeOffset()));
        var draftAgain = (await SendAsync(HttpMethod.Post, path + "/unschedule")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, Read(draftAgain, "publishAt").ValueKind);
        (await SendAsync(HttpMethod.Post, path + "/unschedule")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(
            ["event.publication-scheduled", "event.publication-taken-back"],
            (await app.GetAuditEntriesAsync(draft.Id)).Select(entry => entry.Action)
        );
        await SendAsync(HttpMethod.Post, path + "/publish");
        (await ScheduleAsync(at)).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        (await SendAsync(HttpMethod.Post, path + "/unschedule")).ExpectProblem(HttpStatusCode.Conflict, "conflict");

        Task<ApiAnswer> ScheduleAsync(DateTimeOffset time) =>
            SendAsync(HttpMethod.Post, path + "/schedule", new JsonObject { ["publishAt"] = time });

        static JsonElement Read(ApiAnswer answer, string field) => answer.Json.GetProperty(field);
    }

    [Theory, OnEitherDatabase]
    public async Task What_is_wrong_with_an_event_is_said_in_the_names_of_the_request(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var wrong = EventRequests.CreateEvent();
        (wrong["title"], wrong["capacity"], wrong["doorsAt"], wrong["maxFreeTicketsPerPerson"]) = ("", -1, "2031-07-05T22:30:00Z", 0);
        var answer = (await SendAsync(HttpMethod.Post, Path, wrong)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.Equal(["capacity", "doorsAt", "maxFreeTicketsPerPerson", "title"], answer.Errors.Select(e => e.Split(':')[0]).Order());
        foreach (
            var (field, value, reason) in new[]
            {
                ("startsAt", "2031-07-04T22:30:30Z", "whole minute"),
                ("startsAt", "1999-07-04T22:30:00Z", "between 2000 and 2100"),
                ("endsAt", "9999-12-31T23:59:00Z", "between 2000 and 2100"),
                ("timeZone", "Europe/Atlantis", "time zone"),
                ("slug", "Not A Slug", "small letters"),
            }
        )
        {
            var one = EventRequests.CreateEvent();
            one[field] = value;
            var refused = (await SendAsync(HttpMethod.Post, Path, one)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.StartsWith(field, Assert.Single(refused.Errors), StringComparison.Ordinal);
            Assert.Contains(reason, refused.Errors[0], StringComparison.Ordinal);
        }
    }

    [Theory, OnEitherDatabase]
    public async Task A_new_event_has_no_buyers_to_tell(DatabaseProvider database)
    {
        await ArriveAsync(database);
        foreach (
            var (field, value) in new (string, JsonNode)[]
            {
                ("tellBuyers", true),
                ("messageToBuyers", "Hi."),
                ("refundsUntil", "2031-06-01"),
            }
        )
        {
            var made = EventRequests.CreateEvent();
            made[field] = value;
            var refused = (await SendAsync(HttpMethod.Post, Path, made)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.Equal($"{field}: A new event has no buyers: leave this out.", Assert.Single(refused.Errors));
        }

        var quiet = EventRequests.CreateEvent();
        (quiet["tellBuyers"], quiet["messageToBuyers"], quiet["refundsUntil"]) = (false, "", null);
        (await SendAsync(HttpMethod.Post, Path, quiet)).ExpectStatus(HttpStatusCode.Created);
    }

    [Theory, OnEitherDatabase]
    public async Task A_change_needs_the_version_that_it_is_about(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var path = $"{Path}/{show.Id}";
        var tag = (await SendAsync(HttpMethod.Get, path)).ExpectStatus(HttpStatusCode.OK).Headers["ETag"];
        var change = EventRequests.CreateEvent();
        (await SendAsync(HttpMethod.Put, path, change)).ExpectProblem(HttpStatusCode.PreconditionRequired, "precondition-required");
        foreach (var outdated in new[] { "\"7\"", "W/\"7\"", "\"abc\"", "\"+0\"", "\"00\"", "\"7\", \"8\"" })
        {
            var refused = await SendAsync(HttpMethod.Put, path, change, outdated);
            refused.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition-failed");
        }

        Assert.Equal(show.Title, (await app.GetEventAsync(show)).Title);
        var changed = (await SendAsync(HttpMethod.Put, path, change, tag)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(("The Late Set", "\"1\""), (changed.Json.GetProperty("title").GetString(), changed.Headers["ETag"]));
        foreach (var (title, known) in new[] { ("One", "W/\"1\""), ("Two", "\"7\", \"2\""), ("Three", "*") })
        {
            change["title"] = title;
            (await SendAsync(HttpMethod.Put, path, change, known)).ExpectStatus(HttpStatusCode.OK);
        }

        change["title"] = "The Later Set";
        (await SendAsync(HttpMethod.Put, path, change, tag)).ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition-failed");
        (await SendAsync(HttpMethod.Put, path, change, "\"4\"")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(Enumerable.Repeat("event.edited", 5), (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action));
        (await SendAsync(HttpMethod.Put, $"{Path}/{Guid.NewGuid()}", change, "*")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory, OnEitherDatabase]
    public async Task A_change_of_sold_tickets_says_if_buyers_are_told(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var (path, change) = ($"{Path}/{show.Id}", EventRequests.CreateEvent());
        var asked = (await SendAsync(HttpMethod.Put, path, change, "\"0\"")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("tellBuyers: Sold tickets would say", Assert.Single(asked.Errors), StringComparison.Ordinal);
        change["tellBuyers"] = false;
        var refused = (await SendAsync(HttpMethod.Put, path, change, "\"0\"")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("tellBuyers", Assert.Single(refused.Errors), StringComparison.Ordinal);
        change["tellBuyers"] = true;
        change["messageToBuyers"] = new string('x', 1001);
        refused = (await SendAsync(HttpMethod.Put, path, change, "\"0\"")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("messageToBuyers", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain(TellTicketHolders.MailKind, await app.GetNotificationKindsAsync(order));

        change["messageToBuyers"] = "See you there.";
        (await SendAsync(HttpMethod.Put, path, change, "\"0\"")).ExpectStatus(HttpStatusCode.OK);
        Assert.Single(await app.GetNotificationKindsAsync(order), kind => kind == TellTicketHolders.MailKind);
        (change["tellBuyers"], change["location"]) = (false, "The Red Room");
        (await SendAsync(HttpMethod.Put, path, change, "\"1\"")).ExpectStatus(HttpStatusCode.OK);
        Assert.Single(await app.GetNotificationKindsAsync(order), kind => kind == TellTicketHolders.MailKind);
    }

    [Theory, OnEitherDatabase]
    public async Task Of_two_changes_at_once_one_wins(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 6)
                .Select(n =>
                {
                    var change = EventRequests.CreateEvent();
                    change["title"] = $"Set {n}";
                    return SendAsync(HttpMethod.Put, $"{Path}/{show.Id}", change, "\"0\"");
                })
        );
        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        Assert.Equal(winner.Json.GetProperty("title").GetString(), (await app.GetEventAsync(show)).Title);
    }

    [Theory, OnEitherDatabase]
    public async Task Cancelling_refunds_and_so_needs_both_scopes(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        await app.BuyAsync(show, "Standing", 2);
        var path = $"{Path}/{show.Id}/cancel";
        (await SendAsync(HttpMethod.Post, path, new JsonObject())).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        token = (await app.CreateApiKeyAsync([ApiScopes.EventsWrite, ApiScopes.OrdersRefund])).Key;
        var body = new JsonObject { ["message"] = "The singer is ill." };
        for (var time = 0; time < 2; time++)
        {
            var cancelled = (await SendAsync(HttpMethod.Post, path, body)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal("cancelled", cancelled.Json.GetProperty("status").GetString());
        }

        Assert.Equal(["event.cancelled"], (await app.GetAuditEntriesAsync(show.Id)).Select(entry => entry.Action));
        body["message"] = new string('x', 1001);
        (await SendAsync(HttpMethod.Post, path, body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
    }

    [Theory, OnEitherDatabase]
    public async Task All_events_are_listed_page_by_page(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var word = Guid.NewGuid().ToString("N");
        List<Event> expected = [];
        for (var n = 0; n < 5; n++)
        {
            var status = n == 2 ? EventStatus.Inactive : EventStatus.Active;
            expected.Insert(0, await app.AddEventAsync(status, $"Night {n} {word}", e => e.StartsAt = e.StartsAt.AddDays(n)));
        }

        List<string?> found = [];
        var next = $"{Path}?q={word}&limit=2";
        while (next is not null)
        {
            var page = (await SendAsync(HttpMethod.Get, next)).ExpectStatus(HttpStatusCode.OK);
            found.AddRange(page.Items.Select(item => item.GetProperty("id").GetString()));
            next = page.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1] : null;
        }

        Assert.Equal(expected.Select(e => e.Id.ToString()), found);
        var drafts = (await SendAsync(HttpMethod.Get, $"{Path}?q={word}&status=inactive")).Items;
        Assert.Equal(expected[2].Id.ToString(), Assert.Single(drafts).GetProperty("id").GetString());
        var refused = await SendAsync(HttpMethod.Get, $"{Path}?status=drafts&limit=0&cursor=x");
        Assert.Equal(
            ["cursor", "limit", "status"],
            refused.ExpectStatus(HttpStatusCode.BadRequest).Errors.Select(e => e.Split(':')[0]).Order()
        );
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.EventsRead, ApiScopes.EventsWrite])).Key;
    }

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonObject? body = null, string? ifMatch = null) =>
        app.SendWithTokenAsync(method, path, token, body?.ToJsonString(), ifMatch is null ? [] : [("If-Match", ifMatch)]);
}
