using System.Net;
using System.Text.Json;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class BoxOfficeApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/box-office/sales";
    private TicketingApp app = null!;
    private Event show = null!;
    private string token = "";

    [Theory, OnEitherDatabase]
    public async Task A_sale_that_is_sent_many_times_is_made_once(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SellAsync("Standing", 2, "cash", key: key)));
        var sold = answers.First(answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.Conflict || answer.Body == sold.Body, answer.Body));
        var reference = sold.Json.GetProperty("reference").GetString();
        Assert.Equal($"/api/v1/orders/{reference}", sold.Headers["Location"]);
        Assert.Equal(("paid", "boxOffice", "Cash"), (Get("status"), Get("channel"), Get("paidWith")));
        Assert.Equal(2, sold.Json.GetProperty("tickets").GetArrayLength());
        Assert.Equal("Walk-up", sold.Json.GetProperty("buyer").GetProperty("name").GetString());
        var order = (await app.FindOrderAsync(reference!))!;
        Assert.Equal("API key Door scanner", Assert.Single(await app.GetAuditEntriesAsync(order.Id)).ActorName);
        Assert.Equal(2, (await app.GetEventAsync(show)).Sold);
        (await SellAsync("Standing", 2, "cash")).ExpectStatus(HttpStatusCode.Created);
        Assert.Equal(4, (await app.GetEventAsync(show)).Sold);
        await app.AssertInvariantsAsync();

        string? Get(string name) => sold.Json.GetProperty(name).GetString();
    }

    [Theory, OnEitherDatabase]
    public async Task A_payment_has_exactly_one_of_the_documented_names(DatabaseProvider database)
    {
        await ArriveAsync(database);
        foreach (var payment in new[] { "cash,complimentary", "cardTerminal, complimentary", "Cash", " cash", "0", "" })
        {
            var refused = (await SellAsync("Standing", 1, payment, name: "Ada")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.StartsWith("payment:", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await app.GetEventAsync(show)).Sold);
    }

    [Theory, OnEitherDatabase]
    public async Task Complimentary_tickets_cost_nothing_and_need_a_name(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var unnamed = await SellAsync("Standing", 1, "complimentary");
        Assert.StartsWith(
            "name:",
            Assert.Single(unnamed.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors),
            StringComparison.Ordinal
        );
        var given = (await SellAsync("Standing", 1, "complimentary", name: "Grace Hopper")).ExpectStatus(HttpStatusCode.Created);
        Assert.Equal(0, given.Json.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal("comp", given.Json.GetProperty("channel").GetString());
        Assert.Equal("en-GB", given.Json.GetProperty("language").GetString());
    }

    [Theory, OnEitherDatabase]
    public async Task A_sale_is_in_the_language_that_is_named(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var sold = (await SellAsync("Standing", 1, "cash", language: "de")).ExpectStatus(HttpStatusCode.Created);
        Assert.Equal("de", sold.Json.GetProperty("language").GetString());
        Assert.Equal("de", (await app.FindOrderAsync(sold.Json.GetProperty("reference").GetString()!))!.Language);
        var refused = (await SellAsync("Standing", 1, "cash", language: "tlh")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        Assert.StartsWith("language:", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_that_are_not_left_are_refused_by_type(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var refused = (await SellAsync("Seated", 51, "cash")).ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available");
        Assert.Equal([$"quantities.{show.GetTicketTypeId("Seated")}: Only 50 left."], refused.Errors);
        (await SellAsync("Seated", 0, "cash")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        (await SellAsync("Seated", -1, "cash")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        (await SellAsync("Seated", 1, "barter")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        await app.SetStatusAsync(show, EventStatus.Cancelled);
        (await SellAsync("Seated", 1, "cash")).ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available");
        show = await app.AddEventAsync(EventStatus.Inactive);
        Assert.StartsWith("eventId:", Assert.Single((await SellAsync("Seated", 1, "cash")).Errors), StringComparison.Ordinal);
        show = await app.PublishEventAsync(e => e.StartsAt = app.Clock.GetUtcNow().AddDays(-1));
        (await SellAsync("Seated", 1, "cash")).ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available");
    }

    [Theory, OnEitherDatabase]
    public async Task A_key_for_another_event_sells_nothing(DatabaseProvider database)
    {
        await ArriveAsync(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.BoxOffice], (await app.PublishEventAsync()).Id)).Key;
        (await SellAsync("Seated", 1, "cash")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(0, (await app.GetEventAsync(show)).Sold);
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_are_sold_until_the_event_ends(DatabaseProvider database)
    {
        await ArriveAsync(database);
        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddHours(-5.9));
        (await SellAsync("Standing", 1, "cash")).ExpectStatus(HttpStatusCode.Created);
        await app.RescheduleAsync(show, app.Clock.GetUtcNow().AddHours(-6.1));
        (await SellAsync("Standing", 1, "cash")).ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available");
        Assert.Equal(1, (await app.GetEventAsync(show)).Sold);
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        token = (await app.CreateApiKeyAsync([ApiScopes.BoxOffice])).Key;
        show = await app.PublishEventAsync();
    }

    private Task<ApiAnswer> SellAsync(
        string category,
        int quantity,
        string payment,
        string name = "",
        string? key = null,
        string? language = null
    ) =>
        app.SendWithTokenAsync(
            HttpMethod.Post,
            Path,
            token,
            JsonSerializer.Serialize(
                new
                {
                    eventId = show.Id,
                    quantities = new Dictionary<Guid, int> { [show.GetTicketTypeId(category)] = quantity },
                    payment,
                    name,
                    language,
                }
            ),
            ("Idempotency-Key", key ?? Guid.NewGuid().ToString())
        );
}
