using System.Net;
using System.Text.Json;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class OrderApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/orders";
    private TicketingApp app = null!;
    private string token = "";

    [Theory, OnEitherDatabase]
    public async Task Orders_are_found_page_by_page(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        List<string?> expected = [];
        for (var n = 0; n < 5; n++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            expected.Insert(0, (await app.BuyAsync(show, "Standing", 1)).Reference);
        }

        List<string?> found = [];
        var next = $"{Path}?eventId={show.Id}&limit=2&status=paid&channel=online";
        while (next is not null)
        {
            var page = (await GetAsync(next)).ExpectStatus(HttpStatusCode.OK);
            found.AddRange(page.Items.Select(item => item.GetProperty("reference").GetString()));
            next = page.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1] : null;
        }

        Assert.Equal(expected, found);
        Assert.Equal(expected[2], Assert.Single((await GetAsync($"{Path}?q={expected[2]}")).Items).GetProperty("reference").GetString());
        Assert.Empty((await GetAsync($"{Path}?eventId={show.Id}&until=2031-01-01T00:00:00%2B01:00")).Items);
        Assert.Equal(5, (await GetAsync($"{Path}?eventId={show.Id}&from=2031-01-01T00:00:00+01:00")).Items.Count);
        var refused = (await GetAsync($"{Path}?status=gone&channel=x&from=yesterday&limit=101")).ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Equal(["channel", "from", "limit", "status"], refused.Errors.Select(e => e.Split(':')[0]).Order());
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_has_its_buyer_tickets_and_times_in_the_zone_of_the_event(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync(e => e.TimeZone = "Asia/Tokyo");
        var order = await app.BuyAsync(show, "Standing", 2);
        var json = (await GetAsync($"{Path}/{order.Reference.ToLowerInvariant()}")).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal("paid", json.GetProperty("status").GetString());
        Assert.Equal(order.BuyerEmail, json.GetProperty("buyer").GetProperty("email").GetString());
        Assert.Equal(order.Total, json.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.EndsWith("+09:00", json.GetProperty("paidAt").GetString(), StringComparison.Ordinal);
        Assert.Equal([1, 2], json.GetProperty("tickets").EnumerateArray().Select(t => t.GetProperty("number").GetInt32()));
        (await GetAsync($"{Path}/AAAA-AAAA")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_for_one_event_sees_and_changes_its_orders_alone(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var (mine, theirs) = (await app.BuyAsync(show, "Standing", 1), await app.BuyAsync(other, "Standing", 1));
        token = (await app.CreateApiKeyAsync([.. ApiScopes.All], show.Id)).Key;
        Assert.Equal(mine.Reference, Assert.Single((await GetAsync(Path)).Items).GetProperty("reference").GetString());
        (await GetAsync($"{Path}?eventId={other.Id}")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await GetAsync($"{Path}/{mine.Reference}")).ExpectStatus(HttpStatusCode.OK);
        (await GetAsync($"{Path}/{theirs.Reference}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await RefundAsync(theirs, "{}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        var rename = await SendAsync(HttpMethod.Put, $"{Path}/{theirs.Reference}/tickets/1/attendee", """{"name":"Eve"}""");
        rename.ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await SendAsync(HttpMethod.Post, $"{Path}/{theirs.Reference}/resend", "{}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Empty(await app.GetAuditEntriesAsync(theirs.Id));
    }

    [Theory, OnEitherDatabase]
    public async Task A_ticket_is_refunded_once_whatever_is_repeated(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 3);
        var path = $"{Path}/{order.Reference}/refunds";
        (await SendAsync(HttpMethod.Post, path, "{}")).ExpectProblem(HttpStatusCode.BadRequest, "idempotency-key-missing");
        foreach (var body in new[] { """{"tickets":[4]}""", """{"tickets":[]}""", $$"""{"reason":"{{new string('x', 301)}}"}""" })
        {
            (await RefundAsync(order, body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        }

        const string second = """{"tickets":[2],"reason":"Cannot come","keepBookingFee":true}""";
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RefundAsync(order, second, key)));
        var made = answers.First(answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal("""{"amount":1400,"currency":"GBP"}""", made.Json.GetProperty("amount").GetRawText());
        Assert.All(answers, answer => Assert.True(answer.Body == made.Body || answer.Status == HttpStatusCode.Conflict, answer.Body));
        (await RefundAsync(order, second)).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        (await RefundAsync(order, """{"tickets":[1,2]}""")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        (await RefundAsync(order, "{}")).ExpectStatus(HttpStatusCode.OK);
        (await RefundAsync(order, "{}")).ExpectProblem(HttpStatusCode.Conflict, "conflict");

        await app.RunJobAsync<RefundJob>();
        var json = (await GetAsync($"{Path}/{order.Reference}")).Json;
        Assert.Equal("refunded", json.GetProperty("status").GetString());
        var refunds = json.GetProperty("refunds").EnumerateArray().ToList();
        Assert.Equal([1400L, 3000L], refunds.Select(r => r.GetProperty("amount").GetProperty("amount").GetInt64()));
        Assert.All(refunds, r => Assert.Equal("succeeded", r.GetProperty("status").GetString()));
        Assert.Equal(["API key Door scanner", "API key Door scanner"], refunds.Select(r => r.GetProperty("requestedBy").GetString()));
        var trail = (await app.GetAuditEntriesAsync(order.Id)).Where(entry => entry.Action == "order.refunded").ToList();
        Assert.Equal(2, trail.Count);
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_that_is_not_paid_is_neither_refunded_nor_sent(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var hold = await app.PlaceHoldAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.StartPaymentAsync(hold);
        var order = (await app.FindOrderByHoldAsync(hold))!;
        var refused = (await RefundAsync(order, "{}")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Equal("This order is not paid.", refused.Json.GetProperty("detail").GetString());
        (await SendAsync(HttpMethod.Post, $"{Path}/{order.Reference}/resend", "{}")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Theory, OnEitherDatabase]
    public async Task Buyers_and_attendees_are_corrected_and_tickets_sent_again(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2);
        var path = $"{Path}/{order.Reference}";
        (await SendAsync(HttpMethod.Put, $"{path}/buyer", """{"name":" ","phone":""}""")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-fields"
        );
        var renamed = await SendAsync(
            HttpMethod.Put,
            $"{path}/buyer",
            """{"name":"Augusta King","phone":"+44 113 496 0000","renameTickets":true}"""
        );
        Assert.Equal("+441134960000", renamed.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("buyer").GetProperty("phone").GetString());
        Assert.Equal(["Augusta King", "Augusta King"], GetAttendees(renamed));
        var second = await SendAsync(HttpMethod.Put, $"{path}/tickets/2/attendee", """{"name":"Charles Babbage"}""");
        Assert.Equal(["Augusta King", "Charles Babbage"], GetAttendees(second.ExpectStatus(HttpStatusCode.OK)));
        (await SendAsync(HttpMethod.Put, $"{path}/tickets/3/attendee", """{"name":"Nobody"}""")).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        var unreadable = await SendAsync(HttpMethod.Put, $"{path}/tickets/2/attendee", """{"name":"123"}""");
        Assert.StartsWith("name:", Assert.Single(unreadable.ExpectStatus(HttpStatusCode.BadRequest).Errors), StringComparison.Ordinal);

        (await SendAsync(HttpMethod.Post, $"{path}/resend", """{"email":"nobody"}""")).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-fields"
        );
        (await SendAsync(HttpMethod.Post, $"{path}/resend", """{"email":"new@example.com"}""")).ExpectStatus(HttpStatusCode.NoContent);
        Assert.Equal("new@example.com", (await GetAsync(path)).Json.GetProperty("buyer").GetProperty("email").GetString());
        var actions = (await app.GetAuditEntriesAsync(order.Id)).Select(entry => entry.Action);
        Assert.Equal(["order.buyer_corrected", "order.attendee_renamed", "order.resent"], actions);
    }

    [Theory, OnEitherDatabase]
    public async Task The_company_of_an_order_is_corrected_and_removed(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var path = $"{Path}/{order.Reference}/company";
        const string valid = """{"name":" Engines Ltd ","address":"12 Square\nLondon","taxNumber":"GB123456789"}""";
        foreach (
            var (body, fields) in new[]
            {
                ("""{"name":"","address":" "}""", "address name"),
                ($$"""{"name":"{{new string('n', 201)}}","address":"{{new string('a', 501)}}"}""", "address name"),
                ("""{"name":"Engines Ltd","address":"London","taxNumber":"none"}""", "taxNumber"),
            }
        )
        {
            var refused = (await SendAsync(HttpMethod.Put, path, body)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.Equal(fields, string.Join(' ', refused.Errors.Select(error => error.Split(':')[0]).Order()));
        }

        Assert.Equal(JsonValueKind.Null, (await GetAsync($"{Path}/{order.Reference}")).Json.GetProperty("company").ValueKind);
        var company = (await SendAsync(HttpMethod.Put, path, valid)).ExpectStatus(HttpStatusCode.OK).Json.GetProperty("company");
        Assert.Equal("""{"name":"Engines Ltd","address":"12 Square\nLondon","taxNumber":"GB123456789"}""", company.GetRawText());
        (await SendAsync(HttpMethod.Put, path, valid)).ExpectStatus(HttpStatusCode.OK);
        for (var n = 0; n < 2; n++)
        {
            var removed = (await SendAsync(HttpMethod.Delete, path, null)).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal(JsonValueKind.Null, removed.Json.GetProperty("company").ValueKind);
        }

        (await SendAsync(HttpMethod.Delete, $"{Path}/AAAA-AAAA/company", null)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await SendAsync(HttpMethod.Put, $"{Path}/AAAA-AAAA/company", valid)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        var actions = (await app.GetAuditEntriesAsync(order.Id)).Select(entry => entry.Action);
        Assert.Equal(["order.company_corrected", "order.company_corrected"], actions);
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead, ApiScopes.OrdersWrite, ApiScopes.OrdersRefund])).Key;
    }

    private Task<ApiAnswer> GetAsync(string path) => app.GetWithTokenAsync(path, token);

    private Task<ApiAnswer> RefundAsync(Order order, string body, string? key = null) =>
        app.SendWithTokenAsync(
            HttpMethod.Post,
            $"{Path}/{order.Reference}/refunds",
            token,
            body,
            ("Idempotency-Key", key ?? Guid.NewGuid().ToString())
        );

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body) => app.SendWithTokenAsync(method, path, token, body);

    private static IEnumerable<string?> GetAttendees(ApiAnswer answer) =>
        answer.Json.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.GetProperty("attendee").GetString());
}
