using Stripe;
using Stripe.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

/// <summary>Stripe's hosted Checkout: the venue never handles card numbers.</summary>
public sealed class StripeGateway(StripeApiClient account) : IPaymentGateway
{
    private static readonly List<string> ExpandCharge = ["payment_intent.latest_charge.balance_transaction"];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public PaymentProvider Provider => PaymentProvider.Stripe;

    public async Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct)
    {
        var options = StripeSessionOptions.Create(request, account.AllowsDelayedMethods);
        try
        {
            return await CreateAsync(request, options, ct);
        }
        catch (StripeRefusalException refusal) when (refusal.Parameter == "customer_email")
        {
            // Stripe rejects some valid email addresses; without one it asks the buyer.
            options.CustomerEmail = null;
            return await CreateAsync(request with { IdempotencyKey = $"{request.IdempotencyKey}:no-address" }, options, ct);
        }
    }

    public async Task<SessionState> GetAsync(string sessionId, CancellationToken ct)
    {
        try
        {
            var options = new SessionGetOptions { Expand = ExpandCharge };
            return StripeMapper.Map(
                await account.CallAsync(stripe => stripe.Checkout.Sessions.GetAsync(sessionId, options, cancellationToken: ct), ct)
            );
        }
        catch (StripeRefusalException refusal)
        {
            // Stripe never deletes sessions: a missing one belongs to another account or mode, and may have been paid there.
            throw refusal.IsNotFound ? new PaymentNotFoundException(refusal.Message) : new PaymentProviderException(refusal.Message);
        }
    }

    public async Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct)
    {
        try
        {
            var options = new SessionExpireOptions { Expand = ExpandCharge };
            return StripeMapper.Map(
                await account.CallAsync(stripe => stripe.Checkout.Sessions.ExpireAsync(sessionId, options, cancellationToken: ct), ct)
            );
        }
        catch (StripeRefusalException)
        {
            return await GetAsync(sessionId, ct);
        }
    }

    public async Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct)
    {
        try
        {
            return request.Reference is { } known
                ? StripeMapper.Map(await account.CallAsync(stripe => stripe.Refunds.GetAsync(known, cancellationToken: ct), ct))
                : (request.IsRetry ? await FindAsync(request, ct) : null) ?? await CreateRefundAsync(request, ct);
        }
        catch (StripeRefusalException refusal)
        {
            throw new PaymentProviderException(refusal.Message);
        }
    }

    private async Task<PaymentSession> CreateAsync(SessionRequest request, SessionCreateOptions options, CancellationToken ct)
    {
        var key = new RequestOptions { IdempotencyKey = request.IdempotencyKey };
        try
        {
            return ToPaymentSession(await account.CallAsync(stripe => stripe.Checkout.Sessions.CreateAsync(options, key, ct), ct), request);
        }
        catch (StripeRefusalException refusal) when (refusal.Parameter != "customer_email" || options.CustomerEmail is null)
        {
            // Stripe forgets keys after a day, and refuses to open a page that would be closed soon: it may have been opened, and paid,
            // before.
            return await FindOrRefuseAsync(request, refusal.Message, refusal.IsAboutAmount, ct);
        }
        catch (StripeFaultException)
        {
            // The key would repeat the failure. If a session was created after all, nobody has its URL.
            return await FindOrRefuseAsync(request, "Stripe failed, and has no such session.", isFinal: false, ct);
        }
    }

    private async Task<PaymentSession> FindOrRefuseAsync(SessionRequest request, string reason, bool isFinal, CancellationToken ct) =>
        await FindAsync(request, ct) is { } session
            ? ToPaymentSession(session, request)
            : throw new PaymentRefusedException(reason) { IsFinal = isFinal };

    /// <exception cref="PaymentPageBlockedException">Browsers would not open the page.</exception>
    private PaymentSession ToPaymentSession(Session session, SessionRequest request)
    {
        // Only an open session has a page URL. For any other, the return page looks up its state.
        if (session.Url is not { } url)
        {
            return new PaymentSession(session.Id, request.ReturnUrl);
        }

        var page = new Uri(url);
        return
            Uri.Compare(page, account.PageOrigin, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase)
            == 0
            ? new PaymentSession(session.Id, url)
            : throw new PaymentPageBlockedException(
                $"The payment page is at {page.Host}, and our pages let browsers go to {account.PageOrigin.Host} only. "
                    + $"Set Payments:Stripe:CheckoutDomain to {page.Host}."
            );
    }

    private async Task<Session?> FindAsync(SessionRequest request, CancellationToken ct)
    {
        var since = new DateRangeOptions
        {
            GreaterThanOrEqual = (request.CreatedAt - ClockSkew).UtcDateTime,
            LessThan = request.ExpiresAt.UtcDateTime,
        };
        var options = new SessionListOptions { Created = since, Limit = StripeLedger.PageSize };
        await foreach (
            var session in account.ListAsync(stripe => stripe.Checkout.Sessions.ListAutoPagingAsync(options, cancellationToken: ct), ct)
        )
        {
            if (StripeMetadata.ReadId(session.Metadata, StripeMetadata.Payment) == request.PaymentId)
            {
                return session;
            }
        }

        return null;
    }

    // Stripe forgets idempotency keys after a day but lists refunds forever.
    private async Task<RefundState?> FindAsync(RefundRequest request, CancellationToken ct)
    {
        var options = new RefundListOptions { PaymentIntent = request.PaymentReference, Limit = StripeLedger.PageSize };
        await foreach (var refund in account.ListAsync(stripe => stripe.Refunds.ListAutoPagingAsync(options, cancellationToken: ct), ct))
        {
            if (refund.Metadata?.GetValueOrDefault(StripeMetadata.Key) == request.IdempotencyKey)
            {
                return StripeMapper.Map(refund);
            }
        }

        return null;
    }

    private async Task<RefundState> CreateRefundAsync(RefundRequest request, CancellationToken ct)
    {
        var options = new RefundCreateOptions
        {
            PaymentIntent = request.PaymentReference,
            Amount = StripeAmounts.ToStripe(request.Amount),
            Metadata = StripeMetadata.Create(request),
        };
        try
        {
            return StripeMapper.Map(
                await account.CallAsync(
                    stripe => stripe.Refunds.CreateAsync(options, new RequestOptions { IdempotencyKey = request.IdempotencyKey }, ct),
                    ct
                )
            );
        }
        catch (StripeRefusalException refusal)
        {
            return new RefundState.Failed("", refusal.StaffMessage);
        }
    }
}
