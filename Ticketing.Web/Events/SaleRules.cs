using Microsoft.Extensions.Options;
using Ticketing.Settings;

namespace Ticketing.Events;

/// <summary>Shared by the event page and holds.</summary>
public sealed class SaleRules(IOptionsMonitor<PaymentOptions> payments, TimeProvider clock)
{
    public static DateTimeOffset SalesEnd(Event @event, TicketType type) =>
        type.SalesEndAt is { } end && end < @event.StartsAt ? end : @event.StartsAt;

    public static int Left(Event @event, TicketType type) => Math.Max(0, Math.Min(type.Remaining, @event.Remaining));

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

    /// <summary>At most a tenth of the capacity, clamped to 5–20, is left.</summary>
    public static bool IsFew(Event @event, TicketType type) =>
        Left(@event, type) <= Math.Clamp(type.Capacity / 10, 5, 20);

    private static bool HasHeld(Event @event, TicketType type) => type.Held > 0 || (@event.Remaining <= 0 && @event.Held > 0);
}
