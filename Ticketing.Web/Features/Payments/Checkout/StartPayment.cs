using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Payments.Checkout;

public abstract record StartOutcome
{
    public sealed record Redirect(string PageUrl) : StartOutcome;

    /// <summary>Already paid, free of charge, or being processed by the bank.</summary>
    public sealed record NothingDue(Guid OrderId, string Reference) : StartOutcome;

    /// <summary>Free, but the buyer must press the button behind an emailed link first.</summary>
    public sealed record ConfirmationSent(string Reference) : StartOutcome;

    /// <param name="Limit">Free tickets of one event per person.</param>
    public sealed record FreeLimitReached(int Limit) : StartOutcome;

    /// <summary>The address has had too many mails lately.</summary>
    public sealed record EmailLimitReached : StartOutcome;

    /// <summary>The address of a free order was changed too often: no more links are sent for it.</summary>
    public sealed record TooManyConfirmations : StartOutcome;

    public sealed record HoldEnded : StartOutcome;

    /// <summary>Cancelled or postponed; nothing is charged.</summary>
    public sealed record EventUnavailable : StartOutcome;

    public sealed record TotalChanged : StartOutcome;

    /// <summary>The tickets stay on hold; retrying is safe.</summary>
    public sealed record ProviderUnavailable : StartOutcome;

    /// <summary>The provider never charges this amount; retrying is useless.</summary>
    public sealed record AmountRefused : StartOutcome;

    /// <summary>Browsers would not open the payment page until staff correct the settings.</summary>
    public sealed record PageBlocked : StartOutcome;

    public sealed record TooManyAttempts : StartOutcome;
}

/// <summary>Idempotent: a second click leads to the same payment page.</summary>
public sealed partial class StartPayment(
    TicketingDbContext db,
    TicketHolds holds,
    PlaceOrder orders,
    ConfirmOrder confirm,
    RequestFreeConfirmation freeConfirmation,
    FreeTicketRules freeTickets,
    PaymentSessions sessions,
    SettlePayment settle,
    EventCatalogue catalogue,
    IOptionsMonitor<PaymentOptions> options,
    SiteLanguages languages,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock,
    ILogger<StartPayment> log
)
{
    public const int MaxAttempts = 10;

    /// <summary>In payment windows, so that repeated attempts cannot keep places forever.</summary>
    public const int MaxHoldWindows = 4;

    /// <summary>The provider's deadline is this much later than ours, to allow for retries and clock skew.</summary>
    internal static readonly TimeSpan ProviderDeadlineMargin = TimeSpan.FromMinutes(10);

    /// <summary>Providers accept no shorter session; we may close it earlier.</summary>
    private static readonly TimeSpan MinSessionLifetime = TimeSpan.FromMinutes(30);

    /// <param name="agreedTotal">The total that the buyer was shown; null if none was shown.</param>
    public async Task<StartOutcome> StartAsync(string holdCode, Buyer buyer, Money? agreedTotal, CancellationToken ct)
    {
        var placed = await orders.PlaceAsync(holdCode, buyer, agreedTotal, ct);
        if (placed is not PlaceOutcome.Placed { Order: var order })
        {
            return placed switch
            {
                PlaceOutcome.EventNotActive => new StartOutcome.EventUnavailable(),
                PlaceOutcome.TotalChanged => new StartOutcome.TotalChanged(),
                PlaceOutcome.FreeLimitReached reached => new StartOutcome.FreeLimitReached(reached.Limit),
                _ => new StartOutcome.HoldEnded(),
            };
        }

        using var _ = languages.FindByTag(order.Language).Use();
        if (order.Status == OrderStatus.Paid || order.Total == 0)
        {
            return await FinishWithoutPaymentAsync(order, ct);
        }

        if (!await TrySettleOverdueAsync(order.Id, ct))
        {
            return new StartOutcome.ProviderUnavailable();
        }

        return await RecordAsync(order, ct) switch
        {
            RecordOutcome.Refused refused => refused.Outcome,
            RecordOutcome.Recorded { Payment: { ProcessingSince: null } payment } => await OpenAsync(payment, ct),
            _ => new StartOutcome.NothingDue(order.Id, order.Reference),
        };
    }

    private async Task<StartOutcome> FinishWithoutPaymentAsync(Order order, CancellationToken ct)
    {
        if (order.Status != OrderStatus.Paid && await freeConfirmation.IsNeededAsync(order, ct))
        {
            return await freeConfirmation.RequestAsync(order, ct) switch
            {
                FreeConfirmationOutcome.Sent => new StartOutcome.ConfirmationSent(order.Reference),
                FreeConfirmationOutcome.EmailLimitReached => new StartOutcome.EmailLimitReached(),
                FreeConfirmationOutcome.TooManyRequests => new StartOutcome.TooManyConfirmations(),
                _ => new StartOutcome.HoldEnded(),
            };
        }

        var outcome = order.Status == OrderStatus.Paid ? ConfirmOutcome.AlreadyPaid : await confirm.ConfirmFreeAsync(order, ct);
        return outcome switch
        {
            ConfirmOutcome.NothingLeft => new StartOutcome.HoldEnded(),
            ConfirmOutcome.FreeLimitReached => new StartOutcome.FreeLimitReached(
                freeTickets.GetLimit(await catalogue.GetAsync(order.EventId, ct))
            ),
            _ => new StartOutcome.NothingDue(order.Id, order.Reference),
        };
    }

    private async Task<StartOutcome> OpenAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            return new StartOutcome.Redirect((await sessions.EnsureOpenAsync(payment, ct)).PageUrl);
        }
        catch (PaymentProviderException error)
        {
            ProviderFailed(log, payment.Id, error);
            if (error is PaymentRefusedException)
            {
                await settle.EndRefusedAsync(payment, CancellationToken.None);
            }

            return error switch
            {
                PaymentRefusedException { IsFinal: true } => new StartOutcome.AmountRefused(),
                PaymentPageBlockedException => new StartOutcome.PageBlocked(),
                _ => new StartOutcome.ProviderUnavailable(),
            };
        }
    }

    // An overdue payment must not be reused: the provider may have closed its page.
    private async Task<bool> TrySettleOverdueAsync(Guid orderId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var overdue = await Unsettled(orderId).AsNoTracking().FirstOrDefaultAsync(p => p.Deadline <= now, ct);
        try
        {
            if (overdue is not null)
            {
                await settle.SettleAsync(overdue, ct);
            }

            return true;
        }
        catch (PaymentProviderException error)
        {
            ProviderFailed(log, overdue!.Id, error);
            return false;
        }
    }

    private Task<RecordOutcome> RecordAsync(Order order, CancellationToken ct) =>
        db.WriteAsync<RecordOutcome>(
            async () =>
            {
                await holds.LockAsync(order.HoldId, ct);
                if (await Unsettled(order.Id).AsNoTracking().FirstOrDefaultAsync(ct) is { } open)
                {
                    return new RecordOutcome.Recorded(open);
                }

                var attempts = await db.Set<Payment>().CountAsync(p => p.OrderId == order.Id, ct);
                if (attempts >= MaxAttempts)
                {
                    return new RecordOutcome.Refused(new StartOutcome.TooManyAttempts());
                }

                var deadline = await CalculateDeadlineAsync(order.HoldId, ct);
                if (deadline <= clock.GetUtcNow())
                {
                    return new RecordOutcome.Refused(new StartOutcome.TooManyAttempts());
                }

                if (!await holds.BeginPaymentAsync(order.HoldId, deadline, ct))
                {
                    return new RecordOutcome.Refused(new StartOutcome.HoldEnded());
                }

                var payment = NewPayment(order, (await catalogue.GetAsync(order.EventId, ct)).Title, attempts + 1, deadline);
                db.Add(payment);
                await db.SaveChangesAsync(ct);
                return new RecordOutcome.Recorded(payment);
            },
            result => result is RecordOutcome.Recorded,
            ct
        );

    private async Task<DateTimeOffset> CalculateDeadlineAsync(Guid holdId, CancellationToken ct)
    {
        var window = options.CurrentValue.Window;
        var latest = (await holds.GetAsync(holdId, ct)).PlacedAt + (MaxHoldWindows * window);
        var deadline = clock.GetUtcNow() + window;
        return deadline < latest ? deadline : latest;
    }

    private IQueryable<Payment> Unsettled(Guid orderId) => db.Set<Payment>().Unsettled().Where(p => p.OrderId == orderId);

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

    private abstract record RecordOutcome
    {
        /// <summary>New, or the order's unsettled payment.</summary>
        public sealed record Recorded(Payment Payment) : RecordOutcome;

        public sealed record Refused(StartOutcome Outcome) : RecordOutcome;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} could not be opened at the provider")]
    private static partial void ProviderFailed(ILogger logger, Guid paymentId, Exception error);
}
