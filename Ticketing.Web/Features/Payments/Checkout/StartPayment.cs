using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.WaitingRoom.Load;
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

    /// <param name="Limit">Tickets of one person with this code.</param>
    public sealed record CodeLimitReached(int Limit) : StartOutcome;

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
    PlaceOrder orders,
    RecordPayment record,
    ConfirmOrder confirm,
    RequestFreeConfirmation freeConfirmation,
    FreeTicketRules freeTickets,
    PaymentSessions sessions,
    SettlePayment settle,
    EventCatalogue catalogue,
    SiteLanguages languages,
    BuyerLoad load,
    PaymentMetrics metrics,
    TimeProvider clock,
    ILogger<StartPayment> log
)
{
    /// <param name="agreedTotal">The total that the buyer was shown; null if none was shown.</param>
    public async Task<StartOutcome> StartAsync(string holdCode, Buyer buyer, Money? agreedTotal, CancellationToken ct)
    {
        var (placed, recorded) = await PlaceAsync(holdCode, buyer, agreedTotal, ct);
        if (placed is not PlaceOutcome.Placed { Order: var order })
        {
            return placed switch
            {
                PlaceOutcome.EventNotActive => new StartOutcome.EventUnavailable(),
                PlaceOutcome.TotalChanged => new StartOutcome.TotalChanged(),
                PlaceOutcome.FreeLimitReached reached => new StartOutcome.FreeLimitReached(reached.Limit),
                PlaceOutcome.CodeLimitReached reached => new StartOutcome.CodeLimitReached(reached.Limit),
                _ => new StartOutcome.HoldEnded(),
            };
        }

        using var _ = languages.FindByTag(order.Language).Use();
        return recorded is null ? await FinishWithoutPaymentAsync(order, ct) : await PayAsync(order, recorded, ct);
    }

    /// <summary>
    /// Places the order and records its payment in one transaction, because each commit is a wait for the disk. The order stays if the
    /// payment is refused.
    /// </summary>
    /// <returns>Recorded is null if nothing is left to pay.</returns>
    private async Task<(PlaceOutcome Placed, RecordOutcome? Recorded)> PlaceAsync(
        string holdCode,
        Buyer buyer,
        Money? agreedTotal,
        CancellationToken ct
    )
    {
        // Ends before the provider is called, which is no load of this machine.
        using var measured = load.Measure();
        return await db.WriteAsync(() => TryPlaceAsync(holdCode, buyer, agreedTotal, ct), done => done.Placed is PlaceOutcome.Placed, ct);
    }

    private async Task<(PlaceOutcome Placed, RecordOutcome? Recorded)> TryPlaceAsync(
        string holdCode,
        Buyer buyer,
        Money? agreedTotal,
        CancellationToken ct
    )
    {
        var outcome = await orders.PlaceAsync(holdCode, buyer, agreedTotal, ct);
        var isDue = outcome is PlaceOutcome.Placed { Order: { Status: not OrderStatus.Paid, Total: > 0 } };
        return (outcome, isDue && outcome is PlaceOutcome.Placed placed ? await record.RecordAsync(placed.Order, placed.Hold, ct) : null);
    }

    private async Task<StartOutcome> PayAsync(Order order, RecordOutcome recorded, CancellationToken ct)
    {
        // An overdue payment must not be reused: the provider may have closed its page.
        if (recorded is RecordOutcome.Recorded { Payment: var overdue } && overdue.Deadline <= clock.GetUtcNow())
        {
            if (!await TrySettleAsync(overdue, ct))
            {
                return new StartOutcome.ProviderUnavailable();
            }

            recorded = await record.RecordAsync(order, ct);
        }

        return recorded switch
        {
            RecordOutcome.TooManyAttempts => new StartOutcome.TooManyAttempts(),
            RecordOutcome.HoldEnded => new StartOutcome.HoldEnded(),
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
            metrics.CountNotOpened();
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

    private async Task<bool> TrySettleAsync(Payment payment, CancellationToken ct)
    {
        try
        {
            await settle.SettleAsync(payment, ct);
            return true;
        }
        catch (PaymentProviderException error)
        {
            ProviderFailed(log, payment.Id, error);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {PaymentId} could not be opened at the provider")]
    private static partial void ProviderFailed(ILogger logger, Guid paymentId, Exception error);
}
