using System.Net;
using System.Text.RegularExpressions;
using Ticketing.Api.Access;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Api;

/// <summary>Calls every operation that needs a scope as every kind of caller. New operations are found by themselves.</summary>
public sealed partial class AccessMatrixTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    /// <summary>Operations that need a second scope, some of them only for their body in <see cref="Bodies"/>.</summary>
    private static readonly Dictionary<string, string> AlsoNeeded = new()
    {
        ["PUT /api/v1/admin/events/{id:guid}"] = ApiScopes.OrdersRefund,
        ["POST /api/v1/admin/events/{id:guid}/postpone"] = ApiScopes.OrdersRefund,
        ["POST /api/v1/admin/events/{id:guid}/new-date"] = ApiScopes.OrdersRefund,
        ["POST /api/v1/admin/events/{id:guid}/cancel"] = ApiScopes.OrdersRefund,
    };

    /// <summary>Bodies that are complete; others are empty objects.</summary>
    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["PUT /api/v1/admin/events/{id:guid}"] =
            """{"title":"Eve","location":"Hall","timeZone":"UTC","startsAt":"2031-05-01T19:00:00Z","tellBuyers":true,"refundsUntil":"2031-03-01"}""",
        ["POST /api/v1/admin/events/{id:guid}/postpone"] = """{"tellBuyers":true,"refundsUntil":"2031-03-01"}""",
        ["POST /api/v1/admin/events/{id:guid}/new-date"] =
            """{"startsAt":"2031-05-02T19:00:00Z","tellBuyers":true,"refundsUntil":"2031-03-01"}""",
        ["PUT /api/v1/orders/{reference}/buyer"] = """{"name":"Eve"}""",
        ["PUT /api/v1/orders/{reference}/company"] = """{"name":"Eve Ltd","address":"London"}""",
        ["PUT /api/v1/orders/{reference}/tickets/{number:int}/attendee"] = """{"name":"Eve"}""",
        ["POST /api/v1/box-office/sales"] = """{"eventId":"EVENT","quantities":{},"payment":"cash"}""",
        ["POST /api/v1/check-in"] = """{"code":"x","eventId":"EVENT"}""",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Only_a_valid_token_with_the_scope_is_let_in(DatabaseProvider database)
    {
        var app = venues.On(database);
        var (show, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        var order = await app.BuyAsync(show, "Standing", 1);
        var demoted = await CreateDemotedTokenAsync(app);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var operations = ApiAccessTests.FindOperations(app).Where(o => ApiScopes.All.Contains(o.Needs)).ToList();
        Assert.NotEmpty(operations);
        var keys = new Keys(app, other.Id);
        var namesEvent = await FindOperationsForOneEventAsync(app);
        Assert.Equal(5, namesEvent.Count);
        foreach (var (name, needs) in operations)
        {
            var method = new HttpMethod(name.Split(' ')[0]);
            var path = Fill(name.Split(' ')[1], show.Id, order.Reference);
            var body =
                method == HttpMethod.Get
                    ? null
                    : Bodies.GetValueOrDefault(name, "{}").Replace("EVENT", $"{show.Id}", StringComparison.Ordinal);
            string[] scopes = AlsoNeeded.TryGetValue(name, out var second) ? [needs, second] : [needs];
            await ExpectAsync("", HttpStatusCode.Unauthorized, "nothing");
            await ExpectAsync(await keys.GetExpiredAsync(scopes), HttpStatusCode.Unauthorized, "an expired key");
            await ExpectAsync(await keys.GetRevokedAsync(scopes), HttpStatusCode.Unauthorized, "a revoked key");
            await ExpectAsync(demoted, HttpStatusCode.Unauthorized, "a superadmin who was demoted since");
            foreach (var missing in scopes)
            {
                await ExpectAsync(
                    await keys.GetAsync([.. ApiScopes.All.Where(s => s != missing)]),
                    HttpStatusCode.Forbidden,
                    $"no {missing}"
                );
            }

            var answer = await staff.CallAsync(method, path);
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{name} answered {answer.Status} to a cookie");
            var elsewhere = await SendAsync(await keys.GetForOtherEventAsync(scopes));
            Assert.True(
                IsRefused(elsewhere.Status)
                    || elsewhere.Status == HttpStatusCode.NotFound
                    || (method == HttpMethod.Get && !elsewhere.Body.Contains(order.Reference, StringComparison.Ordinal)),
                $"{name} answered {elsewhere.Status} to a key for another event"
            );
            if (namesEvent.Contains(name))
            {
                var asked = await app.GetWithTokenAsync($"{path}?eventId={show.Id}", await keys.GetForOtherEventAsync(scopes));
                Assert.True(
                    asked.Status == HttpStatusCode.Forbidden,
                    $"{name} answered {asked.Status} to a key that asks for another event"
                );
            }

            var allowed = await SendAsync(await keys.GetAsync(scopes));
            Assert.False(IsRefused(allowed.Status), $"{name} answered {allowed.Status} to a key with {string.Join(' ', scopes)}");

            Task<ApiAnswer> SendAsync(string token) =>
                app.SendWithTokenAsync(method, path, token, body, ("Idempotency-Key", Guid.NewGuid().ToString()), ("If-Match", "*"));

            async Task ExpectAsync(string token, HttpStatusCode status, string who)
            {
                var refused = await SendAsync(token);
                Assert.True(refused.Status == status, $"{name} answered {refused.Status} to {who}");
            }
        }
    }

    /// <summary>Cookies are in <see cref="ApiAccessTests"/>.</summary>
    [Theory, OnEitherDatabase]
    public async Task No_key_opens_what_is_a_superadmins_and_none_closes_what_is_public(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        var keys = new Keys(app, (await app.PublishEventAsync()).Id);
        string[] all = [.. ApiScopes.All];
        var callers = new List<(string Who, string Token, HttpStatusCode AsSuperAdmin)>
        {
            ("an expired key", await keys.GetExpiredAsync(all), HttpStatusCode.Unauthorized),
            ("a revoked key", await keys.GetRevokedAsync(all), HttpStatusCode.Unauthorized),
            ("a superadmin who was demoted since", await CreateDemotedTokenAsync(app), HttpStatusCode.Unauthorized),
            ("an admin", (await app.GetTokensAsync(await app.CreateStaffAsync())).Access, HttpStatusCode.Forbidden),
            ("a key for another event", await keys.GetForOtherEventAsync(all), HttpStatusCode.Forbidden),
        };
        foreach (var scope in all)
        {
            callers.Add(($"a key with {scope}", await keys.GetAsync([scope]), HttpStatusCode.Forbidden));
        }

        var operations = ApiAccessTests.FindOperations(app).Where(o => !ApiScopes.All.Contains(o.Needs)).ToList();
        Assert.NotEmpty(operations);
        foreach (var (name, needs) in operations)
        {
            var method = new HttpMethod(name.Split(' ')[0]);
            var path = Fill(name.Split(' ')[1], show.Id, "K7QF-3M9D");
            var isForSuperAdmins = needs == ApiAccess.SuperAdmin;
            var unnamed = await SendAsync("");
            Assert.True(IsRefused(unnamed) == isForSuperAdmins, $"{name} answered {unnamed} to nothing");
            foreach (var (who, token, asSuperAdmin) in callers)
            {
                var status = await SendAsync(token);
                Assert.True(status == (isForSuperAdmins ? asSuperAdmin : unnamed), $"{name} answered {status} to {who}");
            }

            async Task<HttpStatusCode> SendAsync(string token) =>
                (
                    await app.SendWithTokenAsync(
                        method,
                        path,
                        token,
                        method == HttpMethod.Get ? null : "{}",
                        ("Idempotency-Key", Guid.NewGuid().ToString())
                    )
                ).Status;
        }
    }

    /// <summary>Those that take the event as a parameter.</summary>
    private static async Task<HashSet<string>> FindOperationsForOneEventAsync(TicketingApp app) =>
        [
            .. from path in (await app.GetApiAsync("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Value.TryGetProperty("parameters", out _)
            from parameter in operation.Value.GetProperty("parameters").EnumerateArray()
            where parameter.GetProperty("in").GetString() == "query" && parameter.GetProperty("name").GetString() == "eventId"
            select $"{operation.Name.ToUpperInvariant()} {path.Name}",
        ];

    private static bool IsRefused(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private static string Fill(string route, Guid eventId, string reference) =>
        Parameter.Replace(
            route,
            parameter =>
                parameter.Value switch
                {
                    "{id:guid}" or "{eventId:guid}" => eventId.ToString(),
                    "{reference}" => reference,
                    "{number:int}" => "1",
                    _ => Guid.CreateVersion7().ToString(),
                }
        );

    private static async Task<string> CreateDemotedTokenAsync(TicketingApp app)
    {
        await app.CreateStaffAsync(Roles.SuperAdmin);
        var member = await app.CreateStaffAsync(Roles.SuperAdmin);
        var token = (await app.GetTokensAsync(member)).Access;
        await app.UseAsync<StaffAdministration>(staff => staff.ChangeRoleAsync(member.Id, Roles.Admin, Ct));
        return token;
    }

    /// <summary>Each kind of key is made once.</summary>
    private sealed class Keys(TicketingApp app, Guid otherEventId)
    {
        private readonly Dictionary<string, string> made = [];

        public Task<string> GetAsync(string[] scopes) => MakeAsync("", scopes, async () => (await app.CreateApiKeyAsync(scopes)).Key);

        public Task<string> GetForOtherEventAsync(string[] scopes) =>
            MakeAsync("other", scopes, async () => (await app.CreateApiKeyAsync(scopes, otherEventId)).Key);

        public Task<string> GetExpiredAsync(string[] scopes) =>
            MakeAsync(
                "expired",
                scopes,
                async () =>
                {
                    var key = await app.CreateApiKeyAsync(scopes, expiresAt: app.Clock.GetUtcNow().AddSeconds(1));
                    app.Clock.Advance(TimeSpan.FromSeconds(1));
                    return key.Key;
                }
            );

        public Task<string> GetRevokedAsync(string[] scopes) =>
            MakeAsync(
                "revoked",
                scopes,
                async () =>
                {
                    var key = await app.CreateApiKeyAsync(scopes);
                    await app.UseAsync<ApiKeyAdministration, bool>(keys => keys.RevokeAsync(key.Id, Ct));
                    return key.Key;
                }
            );

        private async Task<string> MakeAsync(string kind, string[] scopes, Func<Task<string>> make)
        {
            var name = $"{kind} {string.Join(' ', scopes)}";
            return made.TryGetValue(name, out var key) ? key : made[name] = await make();
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter { get; }
}
