using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Stripe;
using Ticketing.Settings;

namespace Ticketing.Payments.StripeCheckout;

/// <summary>The venue's account with Stripe: every call goes out through here, and every failure comes back in our words.</summary>
public sealed class StripeAccount : IDisposable
{
    private const int Retries = 2;

    private readonly HttpClient http;
    private readonly Lazy<StripeClient> client;

    public StripeAccount(IOptions<PaymentOptions> options)
    {
        var stripe = options.Value.Stripe;
        DelayedMethods = stripe.DelayedMethods;
#pragma warning disable CA2000 // The client owns it.
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false }) { Timeout = stripe.Timeout };
#pragma warning restore CA2000
        client = new(() => new StripeClient(new StripeClientOptions
        {
            ApiKey = stripe.IsSet ? stripe.SecretKey : throw new PaymentProviderException("Payments:Stripe:SecretKey is not set."),
            ApiBase = stripe.ApiBase.Length > 0 ? stripe.ApiBase.TrimEnd('/') : null,
            HttpClient = new SystemNetHttpClient(http, Retries, appInfo: null, enableTelemetry: false),
        }));
    }

    /// <inheritdoc cref="StripeOptions.DelayedMethods"/>
    public bool DelayedMethods { get; }

    public void Dispose() => http.Dispose();

    /// <exception cref="StripeRefusal">Stripe understood and said no.</exception>
    /// <exception cref="PaymentProviderException">Nothing is known.</exception>
    internal async Task<T> CallAsync<T>(Func<V1Services, Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call(client.Value.V1);
        }
        catch (StripeException error) when (IsRefusal(error))
        {
            throw new StripeRefusal(error);
        }
        catch (StripeException error) when (IsFault(error))
        {
            throw new StripeFault(Describe(error));
        }
        catch (Exception error) when (IsFailure(error, ct))
        {
            throw new PaymentProviderException(Describe(error));
        }
    }

    /// <inheritdoc cref="CallAsync"/>
    internal async IAsyncEnumerable<T> ListAsync<T>(
        Func<V1Services, IAsyncEnumerable<T>> list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var items = list(client.Value.V1).GetAsyncEnumerator(ct);
        while (await CallAsync(_ => items.MoveNextAsync().AsTask(), ct))
        {
            yield return items.Current;
        }
    }

    /// <returns>Null where Stripe could not be asked.</returns>
    public async Task<bool?> KnowsKeyAsync(CancellationToken ct)
    {
        try
        {
            await client.Value.V1.Balance.GetAsync(cancellationToken: ct);
            return true;
        }
        catch (StripeException error) when (error.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            // A restricted key may not see the balance; Stripe knows it all the same.
            return error.HttpStatusCode == HttpStatusCode.Forbidden;
        }
        catch (Exception error) when (IsFailure(error, CancellationToken.None))
        {
            return null;
        }
    }

    // 402 is a bank's no. 409 and 429 pass; 401 and 403 say that our key is wrong, not what became of the payment.
    private static bool IsRefusal(StripeException error) =>
        error.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound
        && error.StripeError is { Type: not "idempotency_error" };

    // The key is known with other words: those of a version before, or before a setting was changed. It too stays so for a day.
    private static bool IsFault(StripeException error) => error.HttpStatusCode >= HttpStatusCode.InternalServerError
        || error is { HttpStatusCode: HttpStatusCode.BadRequest, StripeError.Type: "idempotency_error" };

    private static bool IsFailure(Exception error, CancellationToken ct) =>
        error is StripeException or HttpRequestException or IOException or JsonException
        || (error is OperationCanceledException && !ct.IsCancellationRequested);

    // Not the exception itself: Stripe's messages may quote what the buyer typed, and logs keep them.
    private static string Describe(Exception error) => error is StripeException { StripeError: { } said } refused
        ? $"Stripe answered {(int)refused.HttpStatusCode} {said.Type} {said.Code} {said.Param}."
        : error is OperationCanceledException
            ? "Stripe did not answer in time."
            : $"Stripe could not be asked: {error.GetType().Name}.";
}

/// <summary>
/// Stripe's own failure, or a key that was used with other words. What became of the call is unknown, and for a day the same key brings the same answer: only a look into the books tells.
/// </summary>
internal sealed class StripeFault(string message) : PaymentProviderException(message);

/// <summary>Stripe understood the call and refuses it: asking again would bring the same answer.</summary>
internal sealed class StripeRefusal(StripeException error)
    : Exception($"Stripe refused: {error.StripeError.Type} {error.StripeError.Code} {error.StripeError.Param}.")
{
    /// <summary>What is asked about does not exist, in this account and mode.</summary>
    public bool IsMissing => error.StripeError.Code == "resource_missing" && error.HttpStatusCode == HttpStatusCode.NotFound;

    /// <summary>Which parameter is at fault; null where none is.</summary>
    public string? Parameter => error.StripeError.Param;

    /// <summary>For staff's eyes only: it may quote what somebody typed.</summary>
    public string Words => error.StripeError.Message ?? error.StripeError.Code ?? "";
}
