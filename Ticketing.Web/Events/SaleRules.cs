using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Events;

/// <summary>When and how many: the rules that both the event page and the hold go by.</summary>
public sealed class SaleRules(IOptionsMonitor<PaymentOptions> payments, TimeProvider clock)
{
    public static DateTimeOffset SalesEnd(Event @event, TicketType type) =>
        type.SalesEndAt is { } end && end < @event.StartsAt ? end : @event.StartsAt;

    public static int Left(Event @event, TicketType type) => Math.Max(0, Math.Min(type.Remaining, @event.Remaining));

    /// <summary>The most that one order may take now.</summary>
    public static int MostPerOrder(Event @event, TicketType type) => Math.Min(type.MaxPerOrder, Left(@event, type));

    public SaleState StateOf(Event @event, TicketType type) => StateOf(@event, type, clock.GetUtcNow());

    private SaleState StateOf(Event @event, TicketType type, DateTimeOffset now) =>
        @event.Status != EventStatus.Active ? SaleState.EventOff
        : type.IsWithdrawn ? SaleState.Withdrawn
        : now >= SalesEnd(@event, type) ? SaleState.Ended
        : Left(@event, type) < type.MinPerOrder ? (HasHeld(@event, type) ? SaleState.AllHeld : SaleState.SoldOut)
        : type.SalesStartAt is { } start && now < start ? SaleState.NotYet
        : type.Price > 0 && payments.CurrentValue.Provider == PaymentProvider.None ? SaleState.NotPayable
        : SaleState.OnSale;

    /// <summary>Left is little enough to say so: a tenth of the capacity, and never more than 20 nor less than 5.</summary>
    public static bool IsFew(Event @event, TicketType type) =>
        Left(@event, type) <= Math.Clamp(type.Capacity / 10, 5, 20);

    private static bool HasHeld(Event @event, TicketType type) => type.Held > 0 || (@event.Remaining <= 0 && @event.Held > 0);
}
