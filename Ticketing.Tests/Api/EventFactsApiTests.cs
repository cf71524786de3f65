using System.Net;
using System.Text.Json.Nodes;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class EventFactsApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/admin/events";
    private TicketingApp app = null!;
    private string token = "";

    [Theory, OnEitherDatabase]
    public async Task The_facts_of_an_event_are_set_by_staff_and_read_by_everybody(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var made = await SendAsync(HttpMethod.Post, Path, CreateEventWithFacts());
        var id = made.ExpectStatus(HttpStatusCode.Created).Json.GetProperty("id").GetString();
        (await SendAsync(HttpMethod.Post, $"{Path}/{id}/ticket-types", EventRequests.CreateType())).ExpectStatus(HttpStatusCode.Created);
        (await SendAsync(HttpMethod.Post, $"{Path}/{id}/publish")).ExpectStatus(HttpStatusCode.OK);
        foreach (var answer in new[] { made, await app.GetApiAsync($"/api/v1/events/{id}") })
        {
            var sent = CreateEventWithFacts();
            Assert.All(
                ["minimumAge", "runningMinutes", "lineUp", "accessInfo", "refundRule"],
                name => Assert.Equal(sent[name]!.ToJsonString(), answer.Json.GetProperty(name).GetRawText())
            );
        }
    }

    [Theory, OnEitherDatabase]
    public async Task Facts_that_are_wrong_are_refused_by_their_names(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var wrong = CreateEventWithFacts();
        (wrong["minimumAge"], wrong["runningMinutes"], wrong["refundRule"]) = (0, 1441, new string('r', 301));
        var answer = (await SendAsync(HttpMethod.Post, Path, wrong)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.Equal(["minimumAge", "refundRule", "runningMinutes"], answer.Errors.Select(e => e.Split(':')[0]).Order());
        JsonNode?[] unreadable =
        [
            null,
            CreateAct("", null),
            CreateAct("Ana\nLuz", null),
            CreateAct("20:15 Ana Luz", null),
            CreateAct("Ana Luz", "9 pm"),
            CreateAct("Ana Luz", "25:10"),
        ];
        foreach (var act in unreadable)
        {
            var one = CreateEventWithFacts();
            one["lineUp"] = new JsonArray(CreateAct("Paper Tigers", null), act);
            var refused = (await SendAsync(HttpMethod.Post, Path, one)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.StartsWith("lineUp[1]", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.EventsRead, ApiScopes.EventsWrite])).Key;
    }

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonObject? body = null) =>
        app.SendWithTokenAsync(method, path, token, body?.ToJsonString());

    private static JsonObject CreateEventWithFacts()
    {
        var show = EventRequests.CreateEvent();
        (show["minimumAge"], show["runningMinutes"]) = (16, 150);
        show["lineUp"] = new JsonArray(CreateAct("Ana Luz", "20:15"), CreateAct("Paper Tigers", null));
        (show["accessInfo"], show["refundRule"]) = ("Step-free entrance.", "Refunds until noon.");
        return show;
    }

    private static JsonObject CreateAct(string name, string? time) => new() { ["name"] = name, ["time"] = time };
}
