using System.Net;
using System.Text.Json;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Api;

public sealed class StaffApiTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Path = "/api/v1/staff";
    private TicketingApp app = null!;
    private string token = "";
    private StaffMember superAdmin = null!;

    [Theory, OnEitherDatabase]
    public async Task Somebody_is_invited_again_and_the_invitation_is_withdrawn(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var email = $"o'brien{Guid.NewGuid():N}@example.org";
        var made = (await SendAsync(HttpMethod.Post, $"{Path}/invitations", new { email, role = "admin" })).ExpectStatus(
            HttpStatusCode.Created
        );
        var id = made.Json.GetProperty("id").GetString();
        Assert.Equal(($"{Path}/{id}", "invited"), (made.Headers["Location"], made.Json.GetProperty("state").GetString()));
        await app.RunJobAsync<NotificationDispatcher>();
        Assert.NotNull(await app.GetLastMailAsync(email));

        var twice = await SendAsync(HttpMethod.Post, $"{Path}/invitations", new { email, role = "admin" });
        Assert.StartsWith(
            "email:",
            Assert.Single(twice.ExpectProblem(HttpStatusCode.BadRequest, "invalid-fields").Errors),
            StringComparison.Ordinal
        );
        (await SendAsync(HttpMethod.Post, $"{Path}/{id}/invite-again")).ExpectStatus(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Delete, $"{Path}/{id}/invitation")).ExpectStatus(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Get, $"{Path}/{id}")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await SendAsync(HttpMethod.Delete, $"{Path}/{id}/invitation")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Theory, OnEitherDatabase]
    public async Task A_role_is_changed_and_an_account_is_disabled_and_enabled(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var member = await app.CreateStaffAsync();
        var theirs = (await app.GetTokensAsync(member)).Access;
        var changed = await SendAsync(HttpMethod.Put, $"{Path}/{member.Id}/role", new { role = "superadmin" });
        Assert.Equal("superadmin", changed.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("role").GetString());
        (await app.GetWithTokenAsync("/api/v1/admin/events", theirs)).ExpectProblem(HttpStatusCode.Unauthorized, "unauthorized");
        var disabled = await SendAsync(HttpMethod.Post, $"{Path}/{member.Id}/disable");
        Assert.Equal("disabled", disabled.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("state").GetString());
        var again = (await SendAsync(HttpMethod.Post, $"{Path}/{member.Id}/disable")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Contains("disabled", again.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await SendAsync(HttpMethod.Post, $"{Path}/{member.Id}/enable")).ExpectStatus(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Post, $"{Path}/{member.Id}/sign-out")).ExpectStatus(HttpStatusCode.OK);
        var reset = (await SendAsync(HttpMethod.Post, $"{Path}/{member.Id}/reset-second-factor")).ExpectStatus(HttpStatusCode.OK);
        Assert.False(reset.Json.GetProperty("hasSecondFactor").GetBoolean());
        (await SendAsync(HttpMethod.Put, $"{Path}/{member.Id}/role", new { role = "owner" })).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-fields"
        );
        var actions = (await app.GetAuditEntriesAsync(member.Id)).Select(entry => entry.Action);
        Assert.Subset(
            actions.ToHashSet(),
            new HashSet<string>
            {
                "user.role-changed",
                "user.disabled",
                "user.enabled",
                "user.signed-out-everywhere",
                "user.second-factor-reset",
            }
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_last_superadmin_stays_and_nobody_resets_their_own_account(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database);
        app = venue;
        await SignInAsync();
        var own = $"{Path}/{superAdmin.Id}";
        var last = (await SendAsync(HttpMethod.Put, $"{own}/role", new { role = "admin" })).ExpectProblem(
            HttpStatusCode.Conflict,
            "conflict"
        );
        Assert.Contains("last superadmin", last.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await SendAsync(HttpMethod.Post, $"{own}/sign-out")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        (await SendAsync(HttpMethod.Post, $"{own}/reset-second-factor")).ExpectProblem(HttpStatusCode.Conflict, "conflict");
        Assert.Equal(
            "superadmin",
            (await SendAsync(HttpMethod.Get, own)).ExpectStatus(HttpStatusCode.OK).Json.GetProperty("role").GetString()
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_change_needs_a_fresh_factor_and_can_be_repeated_with_one(DatabaseProvider database)
    {
        await ArriveAsync(database);
        var member = await app.CreateStaffAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        (await SendAsync(HttpMethod.Get, Path)).ExpectStatus(HttpStatusCode.OK);
        var repeatable = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await DisableAsync()).ExpectProblem(HttpStatusCode.Unauthorized, "second-factor-required");
        token = (await app.GetTokensAsync(superAdmin)).Access;
        (await DisableAsync()).ExpectStatus(HttpStatusCode.OK);

        Task<ApiAnswer> DisableAsync() => app.SendWithTokenAsync(HttpMethod.Post, $"{Path}/{member.Id}/disable", token, null, repeatable);
    }

    private async Task ArriveAsync(DatabaseProvider database)
    {
        app = venues.On(database);
        await SignInAsync();
    }

    private async Task SignInAsync()
    {
        superAdmin = await app.CreateStaffAsync(Roles.SuperAdmin);
        token = (await app.GetTokensAsync(superAdmin)).Access;
    }

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body = null) =>
        app.SendWithTokenAsync(
            method,
            path,
            token,
            body is null ? null : JsonSerializer.Serialize(body),
            ("Idempotency-Key", Guid.NewGuid().ToString())
        );
}
