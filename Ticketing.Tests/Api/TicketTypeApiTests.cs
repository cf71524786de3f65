using System.Net;
using System.Text.Json.Nodes;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class TicketTypeApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/admin/events";
    private TicketingApp app = null!;
    private string token = "";

    [Theory, OnEitherDatabase]
    public async Task Ticket_types_are_changed_withdrawn_and_deleted(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var path = $"{Path}/{show.Id}/ticket-types";
        var made = (await SendAsync(HttpMethod.Post, path, EventRequests.CreateType())).ExpectStatus(HttpStatusCode.Created);
        var one = made.Headers["Location"];
        Assert.Equal("""{"amount":1250,"currency":"GBP"}""", made.Json.GetProperty("faceValue").GetRawText());
        var change = EventRequests.CreateType();
        change["faceValue"] = new JsonObject { ["amount"] = 900, ["currency"] = "GBP" };
        (await SendAsync(HttpMethod.Put, one, change)).ExpectProblem(HttpStatusCode.PreconditionRequired, "precondition-required");
        var changed = (await SendAsync(HttpMethod.Put, one, change, made.Headers["ETag"])).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(900, changed.Json.GetProperty("faceValue").GetProperty("amount").GetInt64());
        change["note"] = "late";
        var late = await SendAsync(HttpMethod.Put, one, change, made.Headers["ETag"]);
        late.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition-failed");

        var withdrawn = (await SendAsync(HttpMethod.Post, one + "/withdraw")).ExpectStatus(HttpStatusCode.OK);
        Assert.True(withdrawn.Json.GetProperty("isWithdrawn").GetBoolean());
        var offered = (await SendAsync(HttpMethod.Post, one + "/offer")).ExpectStatus(HttpStatusCode.OK);
        Assert.False(offered.Json.GetProperty("isWithdrawn").GetBoolean());
        Assert.Equal(3, (await SendAsync(HttpMethod.Get, path)).Items.Count);
        (await SendAsync(HttpMethod.Delete, one)).ExpectStatus(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Get, one)).ExpectProblem(HttpStatusCode.NotFound, "not-found");

        await app.BuyAsync(show, "Standing", 2);
        var sold = $"{path}/{show.GetTicketTypeId("Standing")}";
        (await SendAsync(HttpMethod.Delete, sold)).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        var small = EventRequests.CreateType();
        (small["category"], small["capacity"]) = ("Standing", 1);
        var refused = await SendAsync(HttpMethod.Put, sold, small, "\"0\"");
        Assert.StartsWith(
            "capacity: 2 are sold",
            refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors[0],
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_hidden_type_stays_hidden_unless_the_request_says_otherwise(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var type = EventRequests.CreateType();
        type["isHidden"] = true;
        var made = await SendAsync(HttpMethod.Post, $"{Path}/{show.Id}/ticket-types", type);
        type.Remove("isHidden");
        type["note"] = "Members";
        var changed = await SendAsync(HttpMethod.Put, made.Headers["Location"], type, made.Headers["ETag"]);
        Assert.True(changed.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("isHidden").GetBoolean());
        type["isHidden"] = false;
        var shown = await SendAsync(HttpMethod.Put, made.Headers["Location"], type, changed.Headers["ETag"]);
        Assert.False(shown.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("isHidden").GetBoolean());
    }

    [Theory]
    [OnEitherDatabase("faceValue.currency", "CHF", 1250L)]
    [OnEitherDatabase("faceValue", "GBP", -1L)]
    [OnEitherDatabase("faceValue", "GBP", long.MaxValue)]
    public async Task A_price_is_in_the_currency_of_the_venue(DatabaseProvider database, string field, string currency, long amount)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var type = EventRequests.CreateType();
        type["faceValue"] = new JsonObject { ["amount"] = amount, ["currency"] = currency };
        var refused = await SendAsync(HttpMethod.Post, $"{Path}/{show.Id}/ticket-types", type);
        Assert.StartsWith(
            field + ":",
            Assert.Single(refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors),
            StringComparison.Ordinal
        );
    }

    [Theory, OnEitherDatabase]
    public async Task Ticket_types_are_moved_within_their_order(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 1400, 5),
            new TicketTypeDraft("Seated", 1800, 5),
            new TicketTypeDraft("Balcony", 2000, 5)
        );
        Assert.Equal(["Seated", "Standing", "Balcony"], await MoveAsync("Standing", "down"));
        Assert.Equal(["Seated", "Balcony", "Standing"], await MoveAsync("Balcony", "up"));
        Assert.Equal(["Seated", "Balcony", "Standing"], await MoveAsync("Seated", "up"));
        var path = $"{Path}/{show.Id}/ticket-types/{Guid.NewGuid()}/move";
        (await SendAsync(HttpMethod.Post, path, new JsonObject { ["direction"] = "up" })).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await SendAsync(HttpMethod.Post, path, new JsonObject { ["direction"] = "left" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-fields"
        );

        async Task<IEnumerable<string?>> MoveAsync(string category, string direction)
        {
            var one = $"{Path}/{show.Id}/ticket-types/{show.GetTicketTypeId(category)}/move";
            var moved = await SendAsync(HttpMethod.Post, one, new JsonObject { ["direction"] = direction });
            return moved.ExpectStatus(HttpStatusCode.OK).Items.Select(type => type.GetProperty("category").GetString());
        }
    }

    [Theory, OnBothDatabases]
    public async Task A_type_that_follows_another_is_named_and_waits_for_it(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var seated = show.GetTicketTypeId("Seated");
        var path = $"{Path}/{show.Id}/ticket-types/{show.GetTicketTypeId("Standing")}";
        var tag = (await SendAsync(HttpMethod.Get, path)).Headers["ETag"];
        var change = EventRequests.CreateType();
        change["followedById"] = Guid.NewGuid();
        var refused = (await SendAsync(HttpMethod.Put, path, change, tag)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("followedById", Assert.Single(refused.Errors), StringComparison.Ordinal);
        change["followedById"] = seated;
        var changed = (await SendAsync(HttpMethod.Put, path, change, tag)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(seated, changed.Json.GetProperty("followedById").GetGuid());

        var types = (await app.GetApiAsync($"/api/v1/events/{show.Id}")).Json.GetProperty("ticketTypes").EnumerateArray().ToList();
        Assert.Equal(seated, types[0].GetProperty("followedById").GetGuid());
        Assert.Equal(["onSale", "following"], types.Select(type => type.GetProperty("state").GetString()));
        var hold = new JsonObject
        {
            ["eventId"] = show.Id,
            ["quantities"] = new JsonObject { [seated.ToString()] = 1 },
        };
        var answer = await app.SendWithTokenAsync(HttpMethod.Post, "/api/v1/holds", token, hold.ToJsonString(), []);
        answer.ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available");
        Assert.Contains("Not on sale before Balcony is sold out or ends.", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.EventsRead, ApiScopes.EventsWrite])).Key;
    }

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonObject? body = null, string? ifMatch = null) =>
        app.SendWithTokenAsync(method, path, token, body?.ToJsonString(), ifMatch is null ? [] : [("If-Match", ifMatch)]);
}
