using System.Net.Http.Headers;
using ApiClient;
using ApiClient.Models;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

/// <summary>With the client that is generated from the committed document: what it says must be enough to run a box office.</summary>
public sealed class ApiClientTests
{
    private static readonly Uri Venue = new("https://tickets.example");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task An_event_is_set_up_sold_refunded_scanned_and_accounted_for(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var client = Connect(app, await SignInAsync(app));
        var key = await client.Api.V1.ApiKeys.PostAsync(new ApiKeyRequest { Name = "Our website", Scopes = [.. ApiScopes.All] }, null, Ct);
        client = Connect(app, key!.Key!);
        var show = await CreateEventAsync(client);
        var listed = await client.Api.V1.Events.GetAsync(request => request.QueryParameters.Limit = 1, Ct);
        Assert.Equal(show, Assert.Single(listed!.Items!).Id);

        var bought = await SellAsync(client, show, 2);
        var orders = await client.Api.V1.Orders.GetAsync(request => request.QueryParameters.Q = bought.Reference, Ct);
        Assert.Equal((bought.Reference, OrderStatus.Paid), (orders!.Items![0].Reference, orders.Items[0].Status));
        var codes = await app.GetTicketCodesAsync((await app.FindOrderAsync(bought.Reference!))!);
        var refund = await client
            .Api.V1.Orders[bought.Reference]
            .Refunds.PostAsync(new RefundTicketsRequest { Tickets = [1], Reason = "Ill" }, WithIdempotencyKey, Ct);
        Assert.Equal(bought.Total!.Amount / 2, refund!.Amount!.Amount);
        Assert.Equal(CheckInResult.Void, (await ScanAsync(client, show, codes[0])).Result);
        Assert.Equal(CheckInResult.Valid, (await ScanAsync(client, show, codes[1])).Result);
        Assert.Equal(CheckInResult.AlreadyUsed, (await ScanAsync(client, show, codes[1])).Result);
        var figures = await client.Api.V1.Admin.Events[show].Figures.GetAsync(null, Ct);
        Assert.Equal((1, 1, 1), (figures!.ValidTickets, figures.RefundedTickets, figures.Admitted));
        var settlement = await client.Api.V1.Admin.Events[show].Settlement.GetAsync(null, Ct);
        Assert.Equal(bought.Total.Amount / 2, settlement!.Net!.Amount);
    }

    [Theory, OnEitherDatabase]
    public async Task A_guest_is_led_to_the_payment_page(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        await app.PublishEventAsync();
        var client = Connect(app);
        var show = (await client.Api.V1.Events.GetAsync(null, Ct))!.Items![0];
        var hold = await client.Api.V1.Holds.PostAsync(
            new GuestHoldRequest
            {
                EventId = show.Id,
                Quantities = new GuestHoldRequest_quantities
                {
                    AdditionalData = new Dictionary<string, object> { [$"{show.TicketTypes![0].Id}"] = 2 },
                },
            },
            WithIdempotencyKey,
            Ct
        );
        Assert.Equal(2 * show.TicketTypes[0].Price!.Amount, hold!.Total!.Amount);
        var buyer = new GuestOrderRequest { Name = "Ada Lovelace", Email = "ada@example.com" };
        var order = await client.Api.V1.Holds[hold.Code!].Order.PostAsync(buyer, WithIdempotencyKey, Ct);
        using var browser = app.NewBrowser();
        await (await browser.OpenAsync(new Uri(order!.PaymentUrl!).PathAndQuery)).PayAsync("paid");
        Assert.Equal(Ticketing.Features.Orders.OrderStatus.Paid, (await app.FindOrderAsync(order.Reference!))!.Status);
    }

    [Theory, OnEitherDatabase]
    public async Task A_refusal_arrives_as_a_problem_with_the_fields_that_are_wrong(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var client = Connect(app, await SignInAsync(app));
        var problem = await Assert.ThrowsAsync<Problem>(() =>
            client.Api.V1.Admin.Events.PostAsync(
                new EventRequest
                {
                    Title = "",
                    Location = "The Blue Room",
                    TimeZone = "Europe/London",
                    StartsAt = app.Clock.GetUtcNow().AddDays(9),
                },
                null,
                Ct
            )
        );
        Assert.Equal(("/api/problems/invalid-fields", 400), (problem.Type, problem.Status));
        Assert.Equal("title", Assert.Single(problem.Errors!).Field);
    }

    [Theory, OnEitherDatabase]
    public async Task A_change_names_the_version_that_was_read(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        var client = Connect(app, await SignInAsync(app));
        var one = client.Api.V1.Admin.Events[await CreateEventAsync(client)];
        var answer = new HeadersInspectionHandlerOption { InspectResponseHeaders = true };
        var read = await one.GetAsync(request => request.Options.Add(answer), Ct);
        var tag = Assert.Single(answer.ResponseHeaders["ETag"]);
        var change = new EventRequest
        {
            Title = "The Early Set",
            Location = read!.Location,
            TimeZone = read.TimeZone,
            StartsAt = read.StartsAt,
        };
        var changed = await one.PutAsync(change, request => request.Headers.Add("If-Match", tag), Ct);
        Assert.Equal("The Early Set", changed!.Title);
        var late = await Assert.ThrowsAsync<Problem>(() => one.PutAsync(change, request => request.Headers.Add("If-Match", tag), Ct));
        Assert.Equal(("/api/problems/precondition-failed", 412), (late.Type, late.Status));
    }

    private static async Task<Guid> CreateEventAsync(BoxOfficeClient client)
    {
        var show = await client.Api.V1.Admin.Events.PostAsync(
            new EventRequest
            {
                Title = "The Late Set",
                Location = "The Blue Room",
                TimeZone = "Europe/London",
                StartsAt = TicketingApp.Start.AddDays(30),
            },
            WithIdempotencyKey,
            Ct
        );
        var one = client.Api.V1.Admin.Events[show!.Id!.Value];
        await one.TicketTypes.PostAsync(
            new TicketTypeRequest
            {
                Category = "Standing",
                FaceValue = new Money { Amount = 1400, Currency = "GBP" },
                Capacity = 100,
            },
            WithIdempotencyKey,
            Ct
        );
        Assert.Equal(EventStatus.Active, (await one.Publish.PostAsync(WithIdempotencyKey, Ct))!.Status);
        return show.Id.Value;
    }

    private static async Task<Order> SellAsync(BoxOfficeClient client, Guid show, int quantity)
    {
        var types = await client.Api.V1.Admin.Events[show].TicketTypes.GetAsync(null, Ct);
        var sale = new BoxOfficeSaleRequest
        {
            EventId = show,
            Quantities = new BoxOfficeSaleRequest_quantities
            {
                AdditionalData = new Dictionary<string, object> { [$"{types!.Items![0].Id}"] = quantity },
            },
            Payment = BoxOfficePayment.Cash,
            Name = "Ada Lovelace",
        };
        return (await client.Api.V1.BoxOffice.Sales.PostAsync(sale, WithIdempotencyKey, Ct))!;
    }

    private static async Task<Scan> ScanAsync(BoxOfficeClient client, Guid show, string code) =>
        (
            await client.Api.V1.CheckIn.PostAsync(
                new ScanRequest
                {
                    EventId = show,
                    Code = code,
                    Gate = "Main door",
                },
                WithIdempotencyKey,
                Ct
            )
        )!;

    private static async Task<string> SignInAsync(TicketingApp app)
    {
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        var request = new TokenRequest
        {
            Email = member.Email,
            Password = member.Password,
            Code = StaffActions.NextCode(member.Key),
        };
        var tokens = await Connect(app).Api.V1.Auth.Token.PostAsync(request, null, Ct);
        return tokens!.AccessToken!;
    }

    private static BoxOfficeClient Connect(TicketingApp app, string? token = null)
    {
        var http = KiotaClientFactory.Create(app.Server.CreateHandler());
        http.BaseAddress = Venue;
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return new BoxOfficeClient(
            new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http)
            {
                BaseUrl = Venue.AbsoluteUri.TrimEnd('/'),
            }
        );
    }

    private static void WithIdempotencyKey<T>(RequestConfiguration<T> request)
        where T : class, new() => request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
}
