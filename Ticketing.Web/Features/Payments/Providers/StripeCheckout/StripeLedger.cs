using Stripe;
using Stripe.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

public sealed class StripeLedger(StripeApiClient account) : IProviderLedger
{
    /// <summary>Stripe's maximum.</summary>
    internal const int PageSize = 100;

    private const string ChargeAndFee = "latest_charge.balance_transaction";

    public PaymentProvider Provider => PaymentProvider.Stripe;

    public IAsyncEnumerable<ProviderPayment> ListPaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var options = new PaymentIntentListOptions
        {
            Created = CreatedBetween(from, until),
            Limit = PageSize,
            Expand = [$"data.{ChargeAndFee}"],
        };
        return account
            .ListAsync(stripe => stripe.PaymentIntents.ListAutoPagingAsync(options, cancellationToken: ct), ct)
            .Select(StripeMapper.Map);
    }

    public IAsyncEnumerable<ProviderRefund> ListRefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        RefundsAsync(new RefundListOptions { Created = CreatedBetween(from, until), Limit = PageSize }, ct);

    public IAsyncEnumerable<ProviderDispute> ListDisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var options = new DisputeListOptions { Created = CreatedBetween(from, until), Limit = PageSize };
        return account
            .ListAsync(stripe => stripe.Disputes.ListAutoPagingAsync(options, cancellationToken: ct), ct)
            .Select(StripeMapper.Map);
    }

    public IAsyncEnumerable<ProviderSession> ListOpenSessionsAsync(DateTimeOffset from, CancellationToken ct)
    {
        var options = new SessionListOptions
        {
            Status = "open",
            Created = new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime },
            Limit = PageSize,
        };
        return account
            .ListAsync(stripe => stripe.Checkout.Sessions.ListAutoPagingAsync(options, cancellationToken: ct), ct)
            .Select(session =>
                (
                    session.Id,
                    PaymentId: StripeMetadata.ReadId(session.Metadata, StripeMetadata.Payment),
                    VenueId: StripeMetadata.ReadId(session.Metadata, StripeMetadata.Venue)
                )
            )
            .Where(found => found.PaymentId is not null)
            .Select(found => new ProviderSession(found.Id, found.PaymentId!.Value, found.VenueId));
    }

    public IAsyncEnumerable<ProviderRefund> ListRefundsForPaymentAsync(string paymentReference, CancellationToken ct) =>
        RefundsAsync(new RefundListOptions { PaymentIntent = paymentReference, Limit = PageSize }, ct);

    public async Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct)
    {
        var options = new PaymentIntentGetOptions { Expand = [ChargeAndFee] };
        return await FindAsync(stripe => stripe.PaymentIntents.GetAsync(reference, options, cancellationToken: ct), ct) is { } intent
            ? StripeMapper.Map(intent)
            : null;
    }

    public async Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct) =>
        await FindAsync(stripe => stripe.Refunds.GetAsync(reference, cancellationToken: ct), ct) is { } refund
            ? StripeMapper.ToProviderRefund(refund)
            : null;

    public async Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct) =>
        await FindAsync(stripe => stripe.Disputes.GetAsync(reference, cancellationToken: ct), ct) is { } dispute
            ? StripeMapper.Map(dispute)
            : null;

    public async Task<ProviderOrder?> FindOrderAsync(string paymentReference, CancellationToken ct)
    {
        var options = new SessionListOptions { PaymentIntent = paymentReference, Limit = 1 };
        var found = await FindAsync(stripe => stripe.Checkout.Sessions.ListAsync(options, cancellationToken: ct), ct);
        return found?.Data is [var session, ..] ? StripeMetadata.ReadOrder(session) : null;
    }

    private IAsyncEnumerable<ProviderRefund> RefundsAsync(RefundListOptions options, CancellationToken ct) =>
        account
            .ListAsync(stripe => stripe.Refunds.ListAutoPagingAsync(options, cancellationToken: ct), ct)
            .Select(StripeMapper.ToProviderRefund);

    private async Task<T?> FindAsync<T>(Func<V1Services, Task<T>> find, CancellationToken ct)
        where T : class
    {
        try
        {
            return await account.CallAsync(find, ct);
        }
        catch (StripeRefusalException refusal)
        {
            return refusal.IsNotFound ? null : throw new PaymentProviderException(refusal.Message);
        }
    }

    private static AnyOf<DateTime?, DateRangeOptions> CreatedBetween(DateTimeOffset from, DateTimeOffset until) =>
        new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime, LessThan = until.UtcDateTime };
}
