using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Checkout;

public abstract record RecordOutcome
{
    /// <summary>New, or the order's unsettled payment.</summary>
    public sealed record Recorded(Payment Payment) : RecordOutcome;

    /// <summary>Too often, or for too long.</summary>
    public sealed record TooManyAttempts : RecordOutcome;

    public sealed record HoldEnded : RecordOutcome;
}

/// <summary>Writes down that an order is to be paid for and keeps its hold for the payment, before the provider is called.</summary>
public sealed class RecordPayment(
    TicketingDbContext db,
    TicketHolds holds,
    PaymentSessions sessions,
    EventCatalogue catalogue,
    IOptionsMonitor<PaymentOptions> options,
    SiteLanguages languages,
    IOptionsMonitor<SiteOptions> site,
    PaymentMetrics metrics,
    TimeProvider clock
)
{
    public const int MaxAttempts = 10;

    /// <summary>In payment windows, so that repeated attempts cannot keep places forever.</summary>
    public const int MaxHoldWindows = 4;

    /// <summary>The provider's deadline is this much later than ours, to allow for retries and clock skew.</summary>
    internal static readonly TimeSpan ProviderDeadlineMargin = TimeSpan.FromMinutes(10);

    /// <summary>Providers accept no shorter session; we may close it earlier.</summary>
    private static readonly TimeSpan MinSessionLifetime = TimeSpan.FromMinutes(30);

    public Task<RecordOutcome> RecordAsync(Order order, CancellationToken ct) =>
        db.WriteAsync(
            async () => await RecordAsync(order, (await holds.FindLockedAsync(h => h.Id == order.HoldId, ct))!, ct),
            result => result is RecordOutcome.Recorded,
            ct
        );

    /// <summary>In the caller's transaction. Changes nothing unless the outcome is <see cref="RecordOutcome.Recorded"/>.</summary>
    /// <param name="hold">Read once it was locked.</param>
    public async Task<RecordOutcome> RecordAsync(Order order, Hold hold, CancellationToken ct)
    {
        var earlier = await db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id).ToListAsync(ct);
        if (earlier.Find(p => p.IsUnsettled) is { } open)
        {
            return new RecordOutcome.Recorded(open);
        }

        var deadline = CalculateDeadline(hold, earlier);
        if (earlier.Count >= MaxAttempts || deadline <= clock.GetUtcNow())
        {
            return new RecordOutcome.TooManyAttempts();
        }

        return await holds.BeginPaymentAsync(hold.Id, deadline, ct)
            ? new RecordOutcome.Recorded(await SaveAsync(order, earlier.Count + 1, deadline, ct))
            : new RecordOutcome.HoldEnded();
    }

    private DateTimeOffset CalculateDeadline(Hold hold, List<Payment> earlier)
    {
        var (now, window) = (clock.GetUtcNow(), options.CurrentValue.Window);
        // An offer waits for its buyer longer than any basket.
        var begun = hold.IsOffer ? earlier.Select(p => p.CreatedAt).DefaultIfEmpty(now).Min() : hold.PlacedAt;
        var latest = begun + (MaxHoldWindows * window);
        latest = hold.IsOffer && hold.ExpiresAt > latest ? hold.ExpiresAt : latest;
        return now + window < latest ? now + window : latest;
    }

    private async Task<Payment> SaveAsync(Order order, int attempt, DateTimeOffset deadline, CancellationToken ct)
    {
        using var _ = languages.FindByTag(order.Language).Use();
        var @event = await catalogue.GetAsync(order.EventId, ct);
        var payment = NewPayment(order, @event.Title, attempt, deadline);
        await sessions.OpenUnsavedAsync(payment, order, @event, ct);
        db.Add(payment);
        await db.SaveChangesAsync(ct);
        db.AfterCommit(metrics.CountStarted);
        return payment;
    }

    private Payment NewPayment(Order order, string title, int attempt, DateTimeOffset deadline)
    {
        var (now, returnCode) = (clock.GetUtcNow(), UnguessableCode.Create());
        return new Payment
        {
            OrderId = order.Id,
            Attempt = attempt,
            Provider = options.CurrentValue.Provider,
            Amount = order.Total,
            Currency = order.Currency,
            BuyerEmail = order.BuyerEmail,
            Title = title,
            IdempotencyKey = $"co:{order.Id}:{attempt}",
            ReturnCode = returnCode,
            ReturnUrl = GetReturnUrl(order, returnCode),
            CreatedAt = now,
            Deadline = deadline,
            SessionExpiresAt = (deadline > now + MinSessionLifetime ? deadline : now + MinSessionLifetime) + ProviderDeadlineMargin,
            NextCheckAt = PaymentSettlementJob.GetNextCheck(now, deadline),
        };
    }

    private string GetReturnUrl(Order order, string returnCode)
    {
        var path = languages.GetPath(languages.FindByTag(order.Language), $"/payments/return/{returnCode}");
        return new Uri(new Uri(site.CurrentValue.PublicBaseUrl), path).AbsoluteUri;
    }
}
