using System.Net;
using System.Text.Json.Nodes;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class PromoCodeApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;
    private string token = "";

    [Theory, OnEitherDatabase]
    public async Task Codes_are_added_changed_ended_and_deleted(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var path = $"/api/v1/admin/events/{show.Id}/promo-codes";
        var code = CreateCode("amount");
        var made = (await SendAsync(HttpMethod.Post, path, code)).ExpectStatus(HttpStatusCode.Created);
        var one = made.Headers["Location"];
        Assert.Equal("""{"amount":500,"currency":"GBP"}""", made.Json.GetProperty("amount").GetRawText());
        Assert.Single((await SendAsync(HttpMethod.Get, path)).Items);

        (await SendAsync(HttpMethod.Put, one, code)).ExpectProblem(HttpStatusCode.PreconditionRequired, "precondition-required");
        code["maxTickets"] = 7;
        var changed = (await SendAsync(HttpMethod.Put, one, code, made.Headers["ETag"])).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(7, changed.Json.GetProperty("maxTickets").GetInt32());
        code["maxTickets"] = 8;
        var late = await SendAsync(HttpMethod.Put, one, code, made.Headers["ETag"]);
        late.ExpectProblem(HttpStatusCode.PreconditionFailed, "precondition-failed");

        Assert.True((await SendAsync(HttpMethod.Post, one + "/end")).Json.GetProperty("isEnded").GetBoolean());
        Assert.False((await SendAsync(HttpMethod.Post, one + "/resume")).Json.GetProperty("isEnded").GetBoolean());
        await app.HoldWithCodeAsync(show, "spring-5");
        (await SendAsync(HttpMethod.Delete, one)).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        var other = (await SendAsync(HttpMethod.Post, path, CreateCode("fixedPrice", "OTHER"))).Headers["Location"];
        (await SendAsync(HttpMethod.Delete, other)).ExpectStatus(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Get, other)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory, OnEitherDatabase]
    public async Task A_code_of_another_event_is_not_found_and_wrong_fields_are_named(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var code = await app.AddCodeAsync(other);
        var path = $"/api/v1/admin/events/{show.Id}/promo-codes";
        foreach (var (method, end) in new[] { (HttpMethod.Get, ""), (HttpMethod.Delete, ""), (HttpMethod.Post, "/end") })
        {
            (await SendAsync(method, $"{path}/{code.Id}{end}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        }

        var wrong = CreateCode("amount");
        wrong["amount"] = new JsonObject { ["amount"] = 500, ["currency"] = "CHF" };
        var refused = (await SendAsync(HttpMethod.Post, path, wrong)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("amount.currency:", Assert.Single(refused.Errors), StringComparison.Ordinal);
        refused = (await SendAsync(HttpMethod.Post, path, CreateCode("access"))).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("kind:", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_hold_with_a_code_costs_less_and_its_order_names_it(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        await app.AddCodeAsync(show, change: code => code.MaxOrders = 1);
        var hold = (await HoldAsync(show, "spring")).ExpectStatus(HttpStatusCode.Created);
        Assert.Equal(280, hold.Json.GetProperty("discount").GetProperty("amount").GetInt32());
        Assert.Equal(2 * 1353, hold.Json.GetProperty("total").GetProperty("amount").GetInt32());
        foreach (var (code, says) in new[] { ("spring", "It has been used up."), ("nobody", "There is no such code for this event.") })
        {
            var refused = (await HoldAsync(show, code)).ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available");
            Assert.Equal($"promoCode: {says}", Assert.Single(refused.Errors));
        }

        await app.StartPaymentAsync(hold.Json.GetProperty("code").GetString()!);
        var orders = (await app.GetWithTokenAsync($"/api/v1/orders?eventId={show.Id}", token)).Items;
        var reference = Assert.Single(orders).GetProperty("reference").GetString();
        var order = (await app.GetWithTokenAsync($"/api/v1/orders/{reference}", token)).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal("SPRING", order.GetProperty("promoCode").GetString());
        Assert.Equal(280, order.GetProperty("discount").GetProperty("amount").GetInt32());
        await app.AssertInvariantsAsync();
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.EventsRead, ApiScopes.EventsWrite, ApiScopes.OrdersRead])).Key;
    }

    private static JsonObject CreateCode(string kind, string code = "SPRING-5") =>
        new()
        {
            ["code"] = code,
            ["kind"] = kind,
            ["amount"] = kind == "access" ? null : new JsonObject { ["amount"] = 500, ["currency"] = "GBP" },
        };

    private Task<ApiAnswer> HoldAsync(Event show, string code)
    {
        var request = new JsonObject
        {
            ["eventId"] = show.Id,
            ["quantities"] = new JsonObject { [show.GetTicketTypeId("Standing").ToString()] = 2 },
            ["promoCode"] = code,
        };
        return app.SendWithTokenAsync(HttpMethod.Post, "/api/v1/holds", token, request.ToJsonString(), []);
    }

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonObject? body = null, string? ifMatch = null) =>
        app.SendWithTokenAsync(method, path, token, body?.ToJsonString(), ifMatch is null ? [] : [("If-Match", ifMatch)]);
}
