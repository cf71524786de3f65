using Microsoft.Extensions.Options;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Checkout;

public abstract record TestPageOutcome
{
    /// <param name="Amount">What the page asked for.</param>
    public sealed record Works(Money Amount) : TestPageOutcome;

    /// <summary>Nobody has its address, so nobody can pay there.</summary>
    public sealed record NotClosed(string Reason) : TestPageOutcome;

    public sealed record Refused(string Reason) : TestPageOutcome;

    /// <summary>The provider did not answer.</summary>
    public sealed record Unknown(string Reason) : TestPageOutcome;
}

/// <summary>Opens a payment page at the configured provider, for the smallest amount and no order, and closes it at once.</summary>
public sealed class TestPaymentPage(
    PaymentProviderRegistry providers,
    IEnumerable<IProviderAccount> accounts,
    IOptionsMonitor<PaymentOptions> payments,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
)
{
    /// <summary>Providers accept no shorter session; ours is closed before.</summary>
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromMinutes(40);

    private const string Name = "Go-live check";

    public async Task<TestPageOutcome> TryAsync(CancellationToken ct)
    {
        var gateway = providers.GetGateway(payments.CurrentValue.Provider);
        var request = CreateRequest(gateway.Provider);
        try
        {
            var session = await gateway.OpenAsync(request, ct);
            return await CloseAsync(gateway, session, request.Total);
        }
        catch (PaymentProviderException error) when (error is PaymentRefusedException or PaymentPageBlockedException)
        {
            return new TestPageOutcome.Refused(error.Message);
        }
        catch (PaymentProviderException error)
        {
            return new TestPageOutcome.Unknown(error.Message);
        }
    }

    // Not cancellable: the page is open.
    private static async Task<TestPageOutcome> CloseAsync(IPaymentGateway gateway, PaymentSession session, Money amount)
    {
        try
        {
            return await gateway.ExpireAsync(session.Id, CancellationToken.None) is SessionState.Expired
                ? new TestPageOutcome.Works(amount)
                : new TestPageOutcome.NotClosed("it is still open.");
        }
        catch (PaymentProviderException error)
        {
            return new TestPageOutcome.NotClosed(error.Message);
        }
    }

    private SessionRequest CreateRequest(PaymentProvider provider)
    {
        var (now, id, currency) = (clock.GetUtcNow(), Guid.CreateVersion7(), site.CurrentValue.Currency);
        var amount = accounts.LastOrDefault(account => account.Provider == provider)?.GetMinAmount(currency) ?? 1;
        return new SessionRequest
        {
            PaymentId = id,
            OrderId = id,
            IdempotencyKey = $"check:{id}",
            OrderReference = Name,
            EventId = Guid.Empty,
            VenueId = null,
            Tickets = [],
            BuyerEmail = "go-live-check@example.com",
            Title = Name,
            Language = Language.English.Tag,
            Lines = [new PaymentLine(Name, amount, 1)],
            Total = new Money(amount, currency),
            CreatedAt = now,
            ExpiresAt = now + SessionLifetime,
            ReturnUrl = site.CurrentValue.PublicBaseUrl,
            CancelUrl = site.CurrentValue.PublicBaseUrl,
        };
    }
}
