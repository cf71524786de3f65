using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>OAuth access tokens for the mail server, kept by each process until shortly before they expire.</summary>
public sealed class SmtpAccessTokens(IOptionsMonitor<MailOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>A token is replaced this long before it expires, or at half of a shorter lifetime.</summary>
    internal static readonly TimeSpan ExpiryMargin = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);

    /// <summary>If the endpoint does not say.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(10);

    private const int MaxResponseLength = 64 * 1024;

    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        }
    )
    {
        Timeout = RequestTimeout,
        MaxResponseContentBufferSize = MaxResponseLength,
    };

    private readonly SemaphoreSlim turn = new(1);
    private volatile AccessToken? current;

    /// <exception cref="MailSignInException">The endpoint refused or could not be reached.</exception>
    public async Task<string> GetAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (current is { } kept && clock.GetUtcNow() < kept.ReplaceAt)
            {
                return kept.Value;
            }

            current = await RequestAsync(options.CurrentValue.Smtp.OAuth, ct);
            return current.Value;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>After the mail server refused it.</summary>
    public void Forget(string token)
    {
        if (current?.Value == token)
        {
            current = null;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        turn.Dispose();
    }

    private async Task<AccessToken> RequestAsync(SmtpOAuthOptions oauth, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        try
        {
            using var form = new FormUrlEncodedContent(CreateForm(oauth));
            using var response = await http.PostAsync(new Uri(oauth.TokenUrl), form, ct);
            var body = await ReadAsync(response, ct);
            if (!response.IsSuccessStatusCode || body is not { AccessToken.Length: > 0 })
            {
                throw new MailSignInException(
                    $"The token endpoint answered {(int)response.StatusCode}: {body?.Error} {body?.ErrorDescription}".TrimEnd(' ', ':')
                );
            }

            var lifetime = body.ExpiresIn is > 0 and { } seconds ? TimeSpan.FromSeconds(seconds) : DefaultLifetime;
            return new AccessToken(body.AccessToken, now + (lifetime > 2 * ExpiryMargin ? lifetime - ExpiryMargin : lifetime / 2));
        }
        catch (HttpRequestException error)
        {
            throw new MailSignInException($"The token endpoint cannot be reached: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!ct.IsCancellationRequested)
        {
            throw new MailSignInException("The token endpoint did not answer in time.", error);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> CreateForm(SmtpOAuthOptions oauth) =>
        new Dictionary<string, string>
        {
            ["grant_type"] = oauth.RefreshToken.Length > 0 ? "refresh_token" : "client_credentials",
            ["client_id"] = oauth.ClientId,
            ["client_secret"] = oauth.ClientSecret,
            ["refresh_token"] = oauth.RefreshToken,
            ["scope"] = oauth.Scope,
        }.Where(field => field.Value.Length > 0);

    private static async Task<TokenResponse?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<TokenResponse>(ct);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private sealed record AccessToken(string Value, DateTimeOffset ReplaceAt);

    private sealed record TokenResponse
    {
        [JsonPropertyName("access_token")]
        public string? AccessToken { get; init; }

        [JsonPropertyName("expires_in")]
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
        public double? ExpiresIn { get; init; }

        [JsonPropertyName("error")]
        public string? Error { get; init; }

        [JsonPropertyName("error_description")]
        public string? ErrorDescription { get; init; }
    }
}
