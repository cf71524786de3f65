using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public sealed record StaffTokens(string Access, string Refresh, string Role)
{
    public static StaffTokens From(ApiAnswer answer) =>
        new(
            answer.ExpectStatus(HttpStatusCode.OK).Json.GetProperty("accessToken").GetString()!,
            answer.Json.GetProperty("refreshToken").GetString()!,
            answer.Json.GetProperty("role").GetString()!
        );
}

internal static class TokenActions
{
    public const string TokenPath = "/api/v1/auth/token";

    public static async Task<StaffTokens> GetTokensAsync(this TicketingApp app, StaffMember member) =>
        StaffTokens.From(await app.AskForTokenAsync(member.Email, member.Password, StaffActions.NextCode(member.Key)));

    public static Task<ApiAnswer> AskForTokenAsync(this TicketingApp app, string email, string password, string? code) =>
        app.PostApiAsync(
            TokenPath,
            JsonSerializer.Serialize(
                new
                {
                    email,
                    password,
                    code,
                }
            )
        );

    public static Task<ApiAnswer> RefreshAsync(this TicketingApp app, string refreshToken) =>
        app.PostApiAsync("/api/v1/auth/refresh", JsonSerializer.Serialize(new { refreshToken }));

    public static Task<ApiAnswer> RevokeTokenAsync(this TicketingApp app, string refreshToken) =>
        app.PostApiAsync("/api/v1/auth/revoke", JsonSerializer.Serialize(new { refreshToken }));

    public static async Task<ApiKeyOutcome.Created> CreateApiKeyAsync(
        this TicketingApp app,
        string[] scopes,
        Guid? eventId = null,
        DateTimeOffset? expiresAt = null
    ) =>
        Assert.IsType<ApiKeyOutcome.Created>(
            await app.UseAsync<ApiKeyAdministration, ApiKeyOutcome>(keys =>
                keys.CreateAsync(
                    new NewApiKey
                    {
                        Name = "Door scanner",
                        Scopes = scopes,
                        EventId = eventId,
                        ExpiresAt = expiresAt,
                    },
                    TestContext.Current.CancellationToken
                )
            )
        );

    public static Task<ApiAnswer> GetWithTokenAsync(this TicketingApp app, string path, string token) =>
        app.CallAsync(HttpMethod.Get, path, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token));

    public static Task<ApiAnswer> PostWithTokenAsync(this TicketingApp app, string path, string token, string? json = null) =>
        app.SendWithTokenAsync(HttpMethod.Post, path, token, json);

    public static Task<ApiAnswer> SendWithTokenAsync(
        this TicketingApp app,
        HttpMethod method,
        string path,
        string token,
        string? json = null,
        params (string Name, string Value)[] headers
    ) =>
        app.CallAsync(
            method,
            path,
            request =>
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
                foreach (var (name, value) in headers)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }
            }
        );
}
