using System.Net;
using System.Text.Json;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class HoldApiTests
{
    private const string Path = "/api/v1/holds";
    private static readonly object Ada = new { name = "Ada Lovelace", email = "ada@example.com" };

    [Theory, OnEitherDatabase]
    public async Task A_guest_holds_orders_and_pays_and_gets_the_tickets_by_email(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var hold = (await HoldAsync(app, show, 2)).ExpectStatus(HttpStatusCode.Created);
        Assert.Equal(3000, hold.Json.GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal((2, 0), await app.GetStockAsync(show));
        Assert.False(hold.Headers.ContainsKey("Location"));

        var order = (await OrderAsync(app, hold, Ada)).ExpectStatus(HttpStatusCode.OK).Json;
        var page = new Uri(order.GetProperty("paymentUrl").GetString()!);
        Assert.Equal("https://tickets.example", page.GetLeftPart(UriPartial.Authority));
        using var buyer = app.NewBrowser();
        (await (await buyer.OpenAsync(page.PathAndQuery)).PayAsync("paid")).ExpectStatus(HttpStatusCode.OK);
        var placed = (await app.FindOrderAsync(order.GetProperty("reference").GetString()!))!;
        Assert.Equal((OrderStatus.Paid, "Ada Lovelace"), (placed.Status, placed.BuyerName));
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.StartsWith("Your tickets for", (await app.GetLastMailAsync("ada@example.com")).Subject, StringComparison.Ordinal);
        (await DeleteAsync(app, hold)).ExpectProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_is_placed_once_however_often_it_is_sent(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var hold = (await HoldAsync(app, await app.PublishEventAsync(), 1)).ExpectStatus(HttpStatusCode.Created);
        (await OrderAsync(app, hold, Ada, key: null)).ExpectProblem(HttpStatusCode.BadRequest, "idempotency-key-missing");
        var first = (await OrderAsync(app, hold, Ada, "one")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(first.Body, (await OrderAsync(app, hold, Ada, "one")).ExpectStatus(HttpStatusCode.OK).Body);
        Assert.Equal(first.Body, (await OrderAsync(app, hold, Ada, "two")).ExpectStatus(HttpStatusCode.OK).Body);
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_is_in_the_language_that_the_program_names_and_keeps_the_terms_that_were_accepted(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database)
            .Set("Localization:Default", "de")
            .Set("Site:Texts:Terms", "No refunds.")
            .Set("Orders:ConfirmFreeByEmail", "false");
        var show = await app.PublishEventAsync(
            new TicketTypeDraft("Standing", 0, 10, type => type.Translations = TextTranslations.None.With("ar", "Category", "وقوف"))
        );
        var arabic = await PlaceAsync(language: "ar", termsAccepted: true);
        Assert.Equal(("ar", "وقوف"), (arabic.GetProperty("language").GetString(), GetCategory(arabic)));
        Assert.StartsWith("own ", arabic.GetProperty("termsVersion").GetString(), StringComparison.Ordinal);
        Assert.Equal("ar", (await app.FindOrderAsync(arabic.GetProperty("reference").GetString()!))!.Language);

        // As programs did before there were these fields.
        var plain = await PlaceAsync(language: null, termsAccepted: null);
        Assert.Equal(("de", "Standing"), (plain.GetProperty("language").GetString(), GetCategory(plain)));
        Assert.Equal(JsonValueKind.Null, plain.GetProperty("termsVersion").ValueKind);

        var hold = (await HoldAsync(app, show, 1)).ExpectStatus(HttpStatusCode.Created);
        var refused = await OrderAsync(app, hold, WithLanguage("tlh", termsAccepted: true));
        Assert.StartsWith(
            "language:",
            Assert.Single(refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors),
            StringComparison.Ordinal
        );

        async Task<JsonElement> PlaceAsync(string? language, bool? termsAccepted)
        {
            var held = (await HoldAsync(app, show, 1)).ExpectStatus(HttpStatusCode.Created);
            var body = language is null ? Ada : WithLanguage(language, termsAccepted);
            var placed = (await OrderAsync(app, held, body)).ExpectStatus(HttpStatusCode.OK).Json;
            var reference = placed.GetProperty("reference").GetString();
            var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
            return (await app.SendWithTokenAsync(HttpMethod.Get, $"/api/v1/orders/{reference}", key)).ExpectStatus(HttpStatusCode.OK).Json;
        }

        static string? GetCategory(JsonElement order) => order.GetProperty("tickets")[0].GetProperty("category").GetString();

        static object WithLanguage(string language, bool? termsAccepted) =>
            new
            {
                name = "Ada Lovelace",
                email = "ada@example.com",
                language,
                termsAccepted,
            };
    }

    [Theory, OnEitherDatabase]
    public async Task A_company_that_buys_is_on_the_order(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var hold = (await HoldAsync(app, await app.PublishEventAsync(), 1)).ExpectStatus(HttpStatusCode.Created);
        var refused = await OrderAsync(app, hold, WithCompany("", "none"));
        Assert.Equal(
            ["company.address", "company.name", "company.taxNumber"],
            refused.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors.Select(error => error.Split(':')[0]).Order()
        );
        var placed = (await OrderAsync(app, hold, WithCompany("Engines Ltd", "GB123456789"))).ExpectStatus(HttpStatusCode.OK);
        var order = (await app.FindOrderAsync(placed.Json.GetProperty("reference").GetString()!))!;
        Assert.Equal(("Ada Lovelace", new Company("Engines Ltd", "London", "GB123456789")), (order.BuyerName, order.Company));

        static object WithCompany(string name, string taxNumber) =>
            new
            {
                name = "Ada Lovelace",
                email = "ada@example.com",
                company = new
                {
                    name,
                    address = name.Length > 0 ? "London" : "",
                    taxNumber,
                },
            };
    }

    [Theory, OnEitherDatabase]
    public async Task Free_tickets_have_nothing_to_pay(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Orders:ConfirmFreeByEmail", "false");
        var show = await app.PublishEventAsync(new TicketTypeDraft("Free", 0, 10));
        var hold = (await HoldAsync(app, show, 1)).ExpectStatus(HttpStatusCode.Created);
        var order = (await OrderAsync(app, hold, Ada)).ExpectStatus(HttpStatusCode.OK).Json;
        Assert.Equal(JsonValueKind.Null, order.GetProperty("paymentUrl").ValueKind);
        Assert.False(order.GetProperty("needsConfirmation").GetBoolean());
        Assert.Equal(OrderStatus.Paid, (await app.FindOrderAsync(order.GetProperty("reference").GetString()!))!.Status);
    }

    [Theory, OnEitherDatabase]
    public async Task What_cannot_be_had_is_named_by_its_ticket_type(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Last few", 1400, 2));
        var refused = (await HoldAsync(app, show, 3)).ExpectProblem(HttpStatusCode.Conflict, "tickets-not-available");
        Assert.Equal($"quantities.{show.TicketTypes[0].Id}: Only 2 left.", Assert.Single(refused.Errors));
        (await HoldAsync(app, show, 0)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
        var mixed = new Dictionary<Guid, int> { [show.TicketTypes[0].Id] = 1, [Guid.NewGuid()] = -1 };
        var negative = await SendAsync(app, Path, new { eventId = show.Id, quantities = mixed });
        Assert.StartsWith(
            "quantities:",
            Assert.Single(negative.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors),
            StringComparison.Ordinal
        );
        var unknown = new { eventId = Guid.NewGuid(), quantities = new Dictionary<Guid, int> { [show.TicketTypes[0].Id] = 1 } };
        (await SendAsync(app, Path, unknown)).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal((0, 0), await app.GetStockAsync(show));
    }

    [Theory, OnEitherDatabase]
    public async Task An_order_is_refused_if_the_hold_is_over_or_the_total_another(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var hold = (await HoldAsync(app, await app.PublishEventAsync(), 1)).ExpectStatus(HttpStatusCode.Created);
        var other = new
        {
            name = "Ada Lovelace",
            email = "ada@example.com",
            agreedTotal = new { amount = 1499, currency = "GBP" },
        };
        (await OrderAsync(app, hold, other)).ExpectProblem(HttpStatusCode.Conflict, "total-changed");
        var nameless = (await OrderAsync(app, hold, new { name = "", email = "ada" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-fields"
        );
        Assert.Equal(["email", "name"], nameless.Errors.Select(error => error.Split(':')[0]).Order());
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.RunJobAsync<HoldExpiryJob>();
        (await OrderAsync(app, hold, Ada)).ExpectProblem(HttpStatusCode.Conflict, "hold-ended");
        var unknown = await SendAsync(app, $"{Path}/nothing/order", Ada, "one");
        unknown.ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory, OnEitherDatabase]
    public async Task One_address_has_two_holds_at_a_time_until_one_is_released(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var show = await app.PublishEventAsync();
        var first = (await HoldAsync(app, show, 1)).ExpectStatus(HttpStatusCode.Created);
        (await HoldAsync(app, show, 1)).ExpectStatus(HttpStatusCode.Created);
        var refused = (await HoldAsync(app, show, 1)).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-holds");
        Assert.Equal("60", refused.Headers["Retry-After"]);
        (await DeleteAsync(app, first)).ExpectStatus(HttpStatusCode.NoContent);
        Assert.Equal((1, 0), await app.GetStockAsync(show));
        (await HoldAsync(app, show, 1)).ExpectStatus(HttpStatusCode.Created);
    }

    [Theory, OnEitherDatabase]
    public async Task A_shop_with_a_key_names_its_buyers_and_their_addresses_have_the_budgets_of_the_pages(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database).Set("Budgets:Enabled", "true");
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 1400, 1000));
        var unnamed = (await HoldAsync(app, show, 1, "198.51.100.1")).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal("Bearer", unnamed.Headers["WWW-Authenticate"]);
        var dead = await HoldAsync(app, show, 1, "198.51.100.1", "boxoffice_dead");
        dead.ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        var weak = (await app.CreateApiKeyAsync([ApiScopes.OrdersRead])).Key;
        (await HoldAsync(app, show, 1, "198.51.100.1", weak)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        var key = (await app.CreateApiKeyAsync([ApiScopes.OrdersCreate])).Key;
        foreach (var wrong in new[] { "at home", "1", "0x7f.1", "127.1", "010.0.0.1", "" })
        {
            var refused = (await HoldAsync(app, show, 1, wrong, key)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields");
            Assert.StartsWith("buyerAddress:", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }

        (await HoldAsync(app, show, 1, "2001:DB8::1", key)).ExpectStatus(HttpStatusCode.Created);
        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 30 && answers.LastOrDefault()?.Status is null or HttpStatusCode.Created; i++)
        {
            answers.Add(await HoldAsync(app, show, 10, "198.51.100.1", key));
        }

        answers[^1].ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-holds");
        Assert.True(answers.Count > 2);
        (await HoldAsync(app, show, 10, "198.51.100.2", key)).ExpectStatus(HttpStatusCode.Created);
        var elsewhere = (await app.CreateApiKeyAsync([ApiScopes.OrdersCreate], (await app.PublishEventAsync()).Id)).Key;
        (await HoldAsync(app, show, 1, "198.51.100.3", elsewhere)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    private static Task<ApiAnswer> HoldAsync(TicketingApp app, Event show, int quantity, string? buyerAddress = null, string token = "")
    {
        var quantities = new Dictionary<Guid, int> { [show.TicketTypes[0].Id] = quantity };
        object request = buyerAddress is null
            ? new { eventId = show.Id, quantities }
            : new
            {
                eventId = show.Id,
                quantities,
                buyerAddress,
            };
        return token.Length > 0 ? app.PostWithTokenAsync(Path, token, JsonSerializer.Serialize(request)) : SendAsync(app, Path, request);
    }

    private static Task<ApiAnswer> OrderAsync(TicketingApp app, ApiAnswer hold, object buyer) =>
        OrderAsync(app, hold, buyer, Guid.NewGuid().ToString());

    private static Task<ApiAnswer> OrderAsync(TicketingApp app, ApiAnswer hold, object buyer, string? key) =>
        SendAsync(app, $"{Path}/{hold.Json.GetProperty("code").GetString()}/order", buyer, key);

    private static Task<ApiAnswer> DeleteAsync(TicketingApp app, ApiAnswer hold) =>
        app.CallAsync(HttpMethod.Delete, $"{Path}/{hold.Json.GetProperty("code").GetString()}");

    private static Task<ApiAnswer> SendAsync(TicketingApp app, string path, object body, string? key = null) =>
        app.CallAsync(
            HttpMethod.Post,
            path,
            request =>
            {
                request.Content = new StringContent(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
                if (key is not null)
                {
                    request.Headers.Add("Idempotency-Key", key);
                }
            }
        );
}
