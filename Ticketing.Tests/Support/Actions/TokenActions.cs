using System.Net.Http.Headers;
using System.Text;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class TokenActions
{
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
        app.CallAsync(
            HttpMethod.Post,
            path,
            request =>
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
            }
        );
}
