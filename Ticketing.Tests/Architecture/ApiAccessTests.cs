using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Api;
using Ticketing.Api.Access;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Says who may call each operation of the API. A new operation must be added here.</summary>
public sealed partial class ApiAccessTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Everybody = "everybody";

    /// <summary>Method and route → the scope that it needs, or everybody.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["DELETE /api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}"] = ApiScopes.EventsWrite,
        ["DELETE /api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}"] = ApiScopes.EventsWrite,
        ["GET /api/v1/admin/events"] = ApiScopes.EventsRead,
        ["GET /api/v1/admin/events/{id:guid}"] = ApiScopes.EventsRead,
        ["GET /api/v1/admin/events/{id:guid}/promo-codes"] = ApiScopes.EventsRead,
        ["GET /api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}"] = ApiScopes.EventsRead,
        ["GET /api/v1/admin/events/{id:guid}/ticket-types"] = ApiScopes.EventsRead,
        ["GET /api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}"] = ApiScopes.EventsRead,
        ["GET /api/v1/admin/events/{id:guid}/attendees"] = ApiScopes.AttendeesRead,
        ["GET /api/v1/check-in/{eventId:guid}/tickets"] = ApiScopes.CheckIn,
        ["POST /api/v1/box-office/sales"] = ApiScopes.BoxOffice,
        ["POST /api/v1/check-in"] = ApiScopes.CheckIn,
        ["POST /api/v1/check-in/{eventId:guid}/by-hand"] = ApiScopes.CheckIn,
        ["POST /api/v1/check-in/{eventId:guid}/undo"] = ApiScopes.CheckIn,
        ["GET /api/v1/orders"] = ApiScopes.OrdersRead,
        ["GET /api/v1/orders/{reference}"] = ApiScopes.OrdersRead,
        ["POST /api/v1/admin/events"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/postpone"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/new-date"] = ApiScopes.EventsWrite,
        ["GET /api/v1/admin/events/{id:guid}/changes"] = ApiScopes.EventsRead,
        ["POST /api/v1/admin/events/{id:guid}/cancel"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/publish"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/schedule"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/promo-codes"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}/end"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}/resume"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/ticket-types"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/move"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/offer"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/withdraw"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/unschedule"] = ApiScopes.EventsWrite,
        ["POST /api/v1/admin/events/{id:guid}/withdraw"] = ApiScopes.EventsWrite,
        ["POST /api/v1/orders/{reference}/refunds"] = ApiScopes.OrdersRefund,
        ["POST /api/v1/orders/{reference}/resend"] = ApiScopes.OrdersWrite,
        ["PUT /api/v1/orders/{reference}/buyer"] = ApiScopes.OrdersWrite,
        ["PUT /api/v1/orders/{reference}/company"] = ApiScopes.OrdersWrite,
        ["DELETE /api/v1/orders/{reference}/company"] = ApiScopes.OrdersWrite,
        ["PUT /api/v1/orders/{reference}/tickets/{number:int}/attendee"] = ApiScopes.OrdersWrite,
        ["PUT /api/v1/admin/events/{id:guid}"] = ApiScopes.EventsWrite,
        ["PUT /api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}"] = ApiScopes.EventsWrite,
        ["PUT /api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}"] = ApiScopes.EventsWrite,
        ["DELETE /api/v1/staff/{id:guid}/invitation"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/audit"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/admin/events/{id:guid}/figures"] = ApiScopes.InsightsRead,
        ["GET /api/v1/admin/events/{id:guid}/settlement"] = ApiScopes.InsightsRead,
        ["GET /api/v1/exports/attendees"] = ApiScopes.AttendeesRead,
        ["GET /api/v1/exports/orders"] = ApiScopes.OrdersRead,
        ["GET /api/v1/exports/sales"] = ApiScopes.InsightsRead,
        ["GET /api/v1/insights/sales"] = ApiScopes.InsightsRead,
        ["GET /api/v1/staff"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/staff/{id:guid}"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/staff/invitations"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/staff/{id:guid}/approve"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/staff/{id:guid}/disable"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/staff/{id:guid}/enable"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/staff/{id:guid}/invite-again"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/staff/{id:guid}/reset-second-factor"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/staff/{id:guid}/sign-out"] = ApiAccess.SuperAdmin,
        ["PUT /api/v1/staff/{id:guid}/role"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/webhooks"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/webhooks"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/webhooks/{id:guid}"] = ApiAccess.SuperAdmin,
        ["PUT /api/v1/webhooks/{id:guid}"] = ApiAccess.SuperAdmin,
        ["DELETE /api/v1/webhooks/{id:guid}"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/webhooks/{id:guid}/rotate-secret"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/webhooks/{id:guid}/end-old-secret"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/webhooks/{id:guid}/enable"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/webhooks/{id:guid}/disable"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/webhooks/{id:guid}/test"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/webhooks/{id:guid}/deliveries"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}/send-again"] = ApiAccess.SuperAdmin,
        ["GET /api/v1/events"] = Everybody,
        ["GET /api/v1/events/{id:guid}"] = Everybody,
        ["GET /api/v1/events/{id:guid}/availability"] = Everybody,
        ["GET /api/v1/languages"] = Everybody,
        ["DELETE /api/v1/holds/{code}"] = Everybody,
        ["POST /api/v1/holds"] = Everybody,
        ["POST /api/v1/holds/{code}/order"] = Everybody,
        ["POST /api/v1/api-keys"] = ApiAccess.SuperAdmin,
        ["POST /api/v1/auth/refresh"] = Everybody,
        ["POST /api/v1/auth/revoke"] = Everybody,
        ["POST /api/v1/auth/token"] = Everybody,
    };

    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Fact]
    public void Every_operation_is_on_the_list_with_what_it_needs() =>
        Assert.Equal(Allowed.OrderBy(o => o.Key), FindOperations(app).ToDictionary(o => o.Name, o => o.Needs).OrderBy(o => o.Key));

    [Fact]
    public void Whatever_only_superadmins_change_needs_a_fresh_factor()
    {
        var withoutFactor =
            from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
            where endpoint.Metadata.GetMetadata<ApiAccess>() is { Scope: ApiAccess.SuperAdmin }
            where !endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("GET")
            where !endpoint.Metadata.GetOrderedMetadata<ProblemType>().Contains(ProblemType.SecondFactorRequired)
            select endpoint.DisplayName;
        Assert.Empty(withoutFactor);
    }

    /// <summary>Those in the list answer with a secret, or may be repeated anyway.</summary>
    [Fact]
    public void All_other_POSTs_take_an_idempotency_key()
    {
        var withoutKey =
            from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
            let route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? ""
            where route.StartsWith(ApiPaths.Version1, StringComparison.Ordinal)
            where endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Contains("POST")
            where !IdempotencyMetadata.TakesKey("POST", endpoint.Metadata)
            select route;
        string[] expected =
        [
            "/api/v1/api-keys",
            "/api/v1/auth/refresh",
            "/api/v1/auth/revoke",
            "/api/v1/auth/token",
            "/api/v1/webhooks",
            "/api/v1/webhooks/{id:guid}/rotate-secret",
        ];
        Assert.Equal(expected, withoutKey.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_operation_that_does_not_say_who_may_call_it_is_refused_to_everybody()
    {
        await using var venue = new EchoVenue();
        Assert.Contains(FindOperations(venue), operation => operation is { Name: "GET /api/v1/echo/undeclared", Needs: "" });
        var answer = await venue.GetApiAsync("/api/v1/echo/undeclared");
        answer.ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        var key = (await venue.CreateApiKeyAsync([.. ApiScopes.All])).Key;
        (await venue.GetWithTokenAsync("/api/v1/echo/undeclared", key)).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (await venue.GetWithTokenAsync("/api/v1/echo/scoped", key)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains(FindOperations(venue), operation => operation is { Name: "GET /api/v1/echo/scoped", Needs: ApiScopes.OrdersRead });
        (await venue.GetApiAsync("/api/v1/echo/scoped")).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    /// <summary>The cookies of a buyer and of a superadmin change nothing.</summary>
    [Fact]
    public async Task Cookies_are_neither_read_nor_set()
    {
        var show = await app.PublishEventAsync();
        using var buyer = app.NewBrowser();
        await buyer.BuyAsync(show);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        using var stranger = app.NewBrowser();
        foreach (var (name, needs) in Allowed)
        {
            var (method, path) = (new HttpMethod(name.Split(' ')[0]), Fill(name.Split(' ')[1], show.Id));
            var expected = await stranger.CallAsync(method, path);
            var whenAllowed =
                method == HttpMethod.Get ? HttpStatusCode.OK
                : method == HttpMethod.Delete ? HttpStatusCode.NotFound
                : HttpStatusCode.BadRequest;
            Assert.Equal(needs == Everybody ? whenAllowed : HttpStatusCode.Unauthorized, expected.Status);
            foreach (var browser in new[] { buyer, staff })
            {
                var before = browser.Jar.SetCookies.Count;
                var answer = await browser.CallAsync(method, path);
                Assert.Equal((expected.Status, expected.Body), (answer.Status, answer.Body));
                Assert.Equal(before, browser.Jar.SetCookies.Count);
            }
        }
    }

    [Fact]
    public async Task A_staff_session_does_not_open_an_operation_that_needs_a_scope()
    {
        await using var venue = new EchoVenue();
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        (await staff.CallAsync(HttpMethod.Get, "/api/v1/echo/scoped")).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    private static string Fill(string route, Guid id) =>
        Parameter.Replace(route, part => part.Value.Contains(":int", StringComparison.Ordinal) ? "1" : id.ToString());

    internal static IEnumerable<(string Name, string Needs)> FindOperations(TicketingApp app) =>
        from endpoint in app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
        let route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? ""
        where route.StartsWith(ApiPaths.Version1, StringComparison.Ordinal)
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        let access = endpoint.Metadata.GetMetadata<ApiAccess>()
        select ($"{method} {route}", access is null ? "" : access.Scope ?? Everybody);

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter { get; }
}
