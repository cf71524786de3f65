using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

public sealed class StripeAccount(StripeApiClient account) : IProviderAccount
{
    /// <summary>In whole units: above the minimum in every other currency, even of small worth, and below Stripe's maximum.</summary>
    private const long AboveAnyMinimum = 90_000;

    public PaymentProvider Provider => PaymentProvider.Stripe;

    public long GetMinAmount(string currency) =>
        CardMinimums.Find(currency) ?? AboveAnyMinimum * (long)Math.Pow(10, Currencies.MinorUnitDigits(currency));

    public Task<ProviderAccount> ReadAsync(CancellationToken ct) => account.ReadAccountAsync(ct);
}
