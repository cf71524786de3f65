using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Events.Inventory;

/// <summary>Shared by the event page and holds.</summary>
public sealed class SaleRules(IOptionsMonitor<PaymentOptions> payments, FreeTicketRules freeTickets, Pricing pricing, TimeProvider clock)
{
    /// <summary>Nobody can use a shorter one.</summary>
    internal static readonly TimeSpan MinOffer = TimeSpan.FromMinutes(10);

    public static DateTimeOffset GetSalesEnd(Event @event, TicketType type) =>
        type.SalesEndAt is { } end && end < @event.StartsAt ? end : @event.StartsAt;

    public static int GetRemaining(Event @event, TicketType type) => Math.Max(0, Math.Min(type.Remaining, @event.Remaining));

    /// <summary>Over all ticket types that are offered to everybody, and no more than the event has room for.</summary>
    public static int GetRemaining(Event @event) =>
        Math.Max(
            0,
            Math.Min(
                @event.TicketTypes.Where(type => type is { IsWithdrawn: false, IsHidden: false }).Sum(type => Math.Max(0, type.Remaining)),
                @event.Remaining
            )
        );

    /// <summary>Free tickets are limited per person too.</summary>
    public int GetMaxPerOrder(Event @event, TicketType type) =>
        type.IsFree ? Math.Min(type.MaxPerOrder, freeTickets.GetLimit(@event)) : type.MaxPerOrder;

    /// <summary>All that can ever be sold. Of withdrawn types only what is sold or held.</summary>
    public static int GetCapacity(Event @event) =>
        Math.Min(@event.TicketTypes.Sum(type => type.IsWithdrawn ? type.Held + type.Sold : type.Capacity), @event.Capacity ?? int.MaxValue);

    public SaleState GetState(Event @event, TicketType type) =>
        @event.Status == EventStatus.Active ? GetStateIfActive(@event, type, clock.GetUtcNow()) : SaleState.EventNotActive;

    /// <summary>Buyers may join the waiting list for this type.</summary>
    public bool CanWaitFor(Event @event, TicketType type) =>
        HasOpenWaitingList(@event)
        && GetState(@event, type) is SaleState.SoldOut or SaleState.AllHeld
        && IsOffered(@event, type)
        && !(FindNext(@event, type) is { } next && GetState(@event, next) is SaleState.OnSale or SaleState.NotOnSaleYet);

    /// <summary>Somebody who waits for this type may get it, if enough of it comes free.</summary>
    public bool CanOffer(Event @event, TicketType type) => HasOpenWaitingList(@event) && IsOffered(@event, type);

    /// <summary>It ends a little before its last offer would.</summary>
    public bool HasOpenWaitingList(Event @event) =>
        @event is { Status: EventStatus.Active, HasWaitingList: true } && clock.GetUtcNow() + MinOffer <= @event.WaitingListEndsAt;

    /// <summary>Of an offer that is made now.</summary>
    public DateTimeOffset GetOfferEnd(Event @event, TicketType type) =>
        new[] { clock.GetUtcNow() + TimeSpan.FromHours(@event.OfferHours), @event.WaitingListEndsAt, GetSalesEnd(@event, type) }.Min();

    private bool IsOffered(Event @event, TicketType type) =>
        type is { IsWithdrawn: false, IsHidden: false }
        && clock.GetUtcNow() + MinOffer <= GetSalesEnd(@event, type)
        && !(type.SalesStartAt > clock.GetUtcNow())
        && IsPayable(type);

    /// <summary>Treats a draft as if it were published now.</summary>
    public SaleState GetPreviewState(Event @event, TicketType type) =>
        @event.Status == EventStatus.Inactive ? GetStateIfActive(@event, type, clock.GetUtcNow()) : GetState(@event, type);

    /// <summary>The type of which nothing may be left, or whose sale must be over, before this one is on sale; null if none is.</summary>
    public TicketType? FindEarlier(Event @event, TicketType type)
    {
        // Of the whole chain, nearest first: a type in the middle may be over before the first one is.
        var now = clock.GetUtcNow();
        HashSet<Guid> seen = [type.Id];
        var later = new Queue<Guid>(seen);
        while (later.TryDequeue(out var id))
        {
            var earlierOnes = @event.TicketTypes.Where(other => other.FollowedById == id && MayHoldBack(other, type));
            foreach (var earlier in earlierOnes.Where(other => seen.Add(other.Id)))
            {
                if (!IsOver(@event, earlier, now))
                {
                    return earlier;
                }

                later.Enqueue(earlier.Id);
            }
        }

        return null;
    }

    /// <summary>The type that goes on sale after this one; null if none does.</summary>
    public static TicketType? FindNext(Event @event, TicketType type) =>
        @event.TicketTypes.FirstOrDefault(other => other.Id == type.FollowedById && other is { IsWithdrawn: false, IsHidden: false });

    /// <summary>The type that this one follows, whether that is over or not; null if there is none.</summary>
    public static TicketType? FindPrevious(Event @event, TicketType type) =>
        @event.TicketTypes.FirstOrDefault(other => other.FollowedById == type.Id && MayHoldBack(other, type) && !other.IsWithdrawn);

    // Staff cannot save the other order: everybody would wait for tickets that few can see.
    private static bool MayHoldBack(TicketType earlier, TicketType type) => type.IsForCodesOnly || !earlier.IsForCodesOnly;

    // Held tickets count as gone: otherwise one basket would keep everybody from buying. If a basket brings them back, they are sold first
    // again; if a refund does, the next type stays on sale beside them, as it was for everybody to see.
    // Stock has the same condition in its statement.
    private static bool IsOver(Event @event, TicketType type, DateTimeOffset now) =>
        type.IsWithdrawn || type.HasHandedOver || GetRemaining(@event, type) < type.MinPerOrder || now >= GetSalesEnd(@event, type);

    // Who holds some of a following type keeps them, even if an earlier one is available again.
    private SaleState GetStateIfActive(Event @event, TicketType type, DateTimeOffset now) =>
        type.IsWithdrawn ? SaleState.Withdrawn
        : type.IsHidden ? SaleState.Hidden
        : now >= GetSalesEnd(@event, type) ? SaleState.Ended
        : GetRemaining(@event, type) < type.MinPerOrder ? (HasHeld(@event, type) ? SaleState.AllHeld : SaleState.SoldOut)
        : type.OwnHeld == 0 && FindEarlier(@event, type) is not null ? SaleState.Following
        : type.SalesStartAt is { } start && now < start ? SaleState.NotOnSaleYet
        : IsPayable(type) ? SaleState.OnSale
        : SaleState.NotPayable;

    // Fees, currency and provider may have changed since the type was saved. With a code, the whole order must be dear enough.
    private bool IsPayable(TicketType type) =>
        type.Price == 0
        || (
            payments.CurrentValue.Provider != PaymentProvider.None
            && (type.UsesCode || !pricing.IsBelowMinimum(type.Price, type.MinPerOrder))
        );

    /// <summary>True if no more than a tenth of the capacity is left; the threshold is at least 5 and at most 20 tickets.</summary>
    public static bool IsNearlySoldOut(Event @event, TicketType type) =>
        GetRemaining(@event, type) <= Math.Clamp(type.Capacity / 10, 5, 20);

    private static bool HasHeld(Event @event, TicketType type) => type.Held > 0 || (@event.Remaining <= 0 && @event.Held > 0);
}
