using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Stripe;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

internal enum StripeKeyStatus
{
    Known,

    /// <summary>Revoked or mistyped.</summary>
    Unknown,

    /// <summary>Stripe could not be reached.</summary>
    NotChecked,
}

/// <summary>All calls to Stripe go through here; failures are translated to our exceptions.</summary>
public sealed class StripeApiClient : IDisposable
{
    private const int Retries = 2;

    private readonly HttpClient http;
    private readonly Lazy<StripeClient> client;

    public StripeApiClient(IOptions<PaymentOptions> options)
    {
        var stripe = options.Value.Stripe;
        (AllowsDelayedMethods, PageOrigin) = (stripe.DelayedMethods, new Uri(stripe.PageOrigin));
#pragma warning disable CA2000 // The client owns it.
        http = new HttpClient(
            new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = stripe.Timeout,
        };
#pragma warning restore CA2000
        client = new(() =>
            new StripeClient(
                new StripeClientOptions
                {
                    ApiKey = stripe.IsConfigured
                        ? stripe.SecretKey
                        : throw new PaymentProviderException("Payments:Stripe:SecretKey is not set."),
                    ApiBase = stripe.ApiBase.Length > 0 ? stripe.ApiBase.TrimEnd('/') : null,
                    HttpClient = new SystemNetHttpClient(http, Retries, appInfo: null, enableTelemetry: false),
                }
            )
        );
    }

    /// <inheritdoc cref="StripeOptions.DelayedMethods"/>
    public bool AllowsDelayedMethods { get; }

    /// <inheritdoc cref="StripeOptions.PageOrigin"/>
    public Uri PageOrigin { get; }

    public void Dispose() => http.Dispose();

    internal async Task<T> CallAsync<T>(Func<V1Services, Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call(client.Value.V1);
        }
        catch (StripeException error) when (IsRefusal(error))
        {
            throw new StripeRefusalException(error);
        }
        catch (StripeException error) when (IsFault(error))
        {
            throw new StripeFaultException(Describe(error));
        }
        catch (Exception error) when (IsFailure(error, ct))
        {
            throw new PaymentProviderException(Describe(error));
        }
    }

    /// <exception cref="PaymentProviderException">Also if Stripe refuses.</exception>
    internal async IAsyncEnumerable<T> ListAsync<T>(
        Func<V1Services, IAsyncEnumerable<T>> list,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var items = list(client.Value.V1).GetAsyncEnumerator(ct);
        while (await MoveNextAsync(items, ct))
        {
            yield return items.Current;
        }
    }

    private async Task<bool> MoveNextAsync<T>(IAsyncEnumerator<T> items, CancellationToken ct)
    {
        try
        {
            return await CallAsync(_ => items.MoveNextAsync().AsTask(), ct);
        }
        catch (StripeRefusalException refusal)
        {
            throw new PaymentProviderException(refusal.Message);
        }
    }

    internal async Task<StripeKeyStatus> CheckKeyAsync(CancellationToken ct)
    {
        try
        {
            await client.Value.V1.Balance.GetAsync(cancellationToken: ct);
            return StripeKeyStatus.Known;
        }
        catch (StripeException error) when (error.HttpStatusCode is HttpStatusCode.Unauthorized)
        {
            return StripeKeyStatus.Unknown;
        }
        catch (StripeException error) when (error.HttpStatusCode is HttpStatusCode.Forbidden)
        {
            // A valid restricted key may lack permission to read the balance.
            return StripeKeyStatus.Known;
        }
        catch (Exception error) when (IsFailure(error, CancellationToken.None))
        {
            return StripeKeyStatus.NotChecked;
        }
    }

    /// <exception cref="PaymentProviderException">Stripe did not answer.</exception>
    internal async Task<ProviderAccount> ReadAccountAsync(CancellationToken ct)
    {
        try
        {
            var account = await client.Value.V1.Accounts.GetSelfAsync(cancellationToken: ct);
            return new ProviderAccount(IsKeyKnown: true, account.ChargesEnabled, account.StripeResponse?.Date);
        }
        catch (StripeException error) when (error.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return new ProviderAccount(
                IsKeyKnown: error.HttpStatusCode == HttpStatusCode.Forbidden,
                CanCharge: null,
                error.StripeResponse?.Date
            );
        }
        catch (Exception error) when (IsFailure(error, ct))
        {
            throw new PaymentProviderException(Describe(error));
        }
    }

    // 402: declined by a bank. 409 and 429 are transient; 401 and 403 concern our key, not the payment.
    private static bool IsRefusal(StripeException error) =>
        error.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
        && error.StripeError is { Type: not "idempotency_error" };

    // idempotency_error: an older version or setting used the key with other parameters. This too lasts a day.
    private static bool IsFault(StripeException error) =>
        error.HttpStatusCode >= HttpStatusCode.InternalServerError
        || error is { HttpStatusCode: HttpStatusCode.BadRequest, StripeError.Type: "idempotency_error" };

    private static bool IsFailure(Exception error, CancellationToken ct) =>
        error is StripeException or HttpRequestException or IOException or JsonException
        || (error is OperationCanceledException && !ct.IsCancellationRequested);

    // Leaves out Stripe's own message: it may quote buyer input and would end up in the logs.
    private static string Describe(Exception error) =>
        error is StripeException { StripeError: { } details } refused
            ? $"Stripe answered {(int)refused.HttpStatusCode} {details.Type} {details.Code} {details.Param}."
        : error is OperationCanceledException ? "Stripe did not answer in time."
        : $"Stripe could not be asked: {error.GetType().Name}.";
}

/// <summary>
/// A server error, or an idempotency key reused with other parameters. The outcome is unknown, and the key repeats the answer for a day:
/// only listing Stripe's records shows what happened.
/// </summary>
internal sealed class StripeFaultException(string message) : PaymentProviderException(message);

/// <summary>Stripe refused the call; retrying would bring the same answer.</summary>
internal sealed class StripeRefusalException(StripeException error)
    : Exception($"Stripe refused: {error.StripeError.Type} {error.StripeError.Code} {error.StripeError.Param}.")
{
    public bool IsNotFound => error.StripeError.Code == "resource_missing" && error.HttpStatusCode == HttpStatusCode.NotFound;

    public string? Parameter => error.StripeError.Param;

    /// <summary>Amount or currency of what is sold, which do not change with another attempt.</summary>
    public bool IsAboutAmount =>
        error.StripeError.Code is "amount_too_small" or "amount_too_large"
        || Parameter?.StartsWith("line_items", StringComparison.Ordinal) == true;

    /// <summary>Show to staff only: it may quote user input.</summary>
    public string StaffMessage => error.StripeError.Message ?? error.StripeError.Code ?? "";
}
