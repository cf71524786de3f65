using Ticketing.Features.ClientBudgets;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Holds;

public enum HoldStatus
{
    Live,

    /// <summary>Only the payment's outcome may end it.</summary>
    InPayment,
    Sold,

    /// <summary>Released by the buyer, or after a payment that can no longer succeed.</summary>
    Released,
    Expired,
}

/// <summary>The status changes only through <see cref="TicketHolds"/>.</summary>
public sealed class Hold
{
    private readonly List<HoldLine> lines = [];

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The unguessable part of the checkout URL; whoever knows it may check out.</summary>
    public required string Code { get; init; }
    public required Guid EventId { get; init; }

    /// <summary>Of tickets that somebody on the waiting list was offered, rather than chosen by a buyer.</summary>
    public bool IsOffer { get; init; }

    /// <summary>Identifies the browser, from a random cookie.</summary>
    public required string BrowserKey { get; init; }

    /// <summary>
    /// The hash of the buyer's address, whose budget counts this hold. Null if none does, and once the hold has ended: it is not needed
    /// then.
    /// </summary>
    public string? AddressKey { get; init; }

    /// <summary>1 or 2; unique per browser among open holds, so that one browser cannot hold all tickets.</summary>
    public required int Slot { get; init; }

    /// <summary>If the buyer has changed the tickets, when the first of them were held.</summary>
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public HoldStatus Status { get; private set; } = HoldStatus.Live;
    public DateTimeOffset? EndedAt { get; private set; }
    public IReadOnlyList<HoldLine> Lines => lines;

    /// <summary>The trace that follows the sale; null if none is recorded.</summary>
    public string? TraceParent { get; private init; }

    /// <summary>Null if it uses no code.</summary>
    public Guid? PromoCodeId { get; init; }

    /// <summary>As staff wrote it.</summary>
    public string? PromoCode { get; init; }

    /// <summary>The hash of the email address that its tickets count for, if the code limits what a person may have.</summary>
    public string? PromoPersonKey { get; init; }

    public bool IsOpen(DateTimeOffset now) => Status == HoldStatus.InPayment || (Status == HoldStatus.Live && now < ExpiresAt);

    /// <summary>Of tickets that nobody has chosen yet: whoever gets its code may buy them.</summary>
    /// <param name="key">In place of a browser key.</param>
    public static Hold CreateOffer(Event @event, StockLine line, string key, DateTimeOffset now, DateTimeOffset until) =>
        Create(@event, [line], key, slot: 1, now, until - now, isOffer: true);

    /// <param name="placedAt">Of the hold that it replaces, if it replaces one.</param>
    internal static Hold Create(
        Event @event,
        IEnumerable<StockLine> wanted,
        string browserKey,
        int slot,
        DateTimeOffset now,
        TimeSpan lifetime,
        string? addressKey = null,
        DateTimeOffset? placedAt = null,
        PromoCode? code = null,
        bool isOffer = false
    )
    {
        var hold = new Hold
        {
            Code = UnguessableCode.Create(),
            EventId = @event.Id,
            BrowserKey = browserKey,
            AddressKey = addressKey,
            Slot = slot,
            PlacedAt = placedAt ?? now,
            ExpiresAt = now + lifetime,
            IsOffer = isOffer,
            PromoCodeId = code?.Id,
            PromoCode = code?.Code,
            TraceParent = Tracing.CurrentTraceParent,
        };
        foreach (var (typeId, quantity) in wanted)
        {
            var type = @event.TicketTypes.Single(t => t.Id == typeId);
            hold.Add(
                new HoldLine
                {
                    TicketTypeId = type.Id,
                    Category = type.Category,
                    FaceValue = type.Price,
                    Discount = type.Discount,
                    UsesCode = type.UsesCode,
                    Quantity = quantity,
                    Position = type.Position,
                }
            );
        }

        return hold;
    }

    /// <summary>Its part of the stock.</summary>
    internal IReadOnlyList<StockLine> GetStockLines() => [.. lines.Select(line => new StockLine(line.TicketTypeId, line.Quantity))];

    internal void Add(HoldLine line) => lines.Add(line);

    /// <summary>Null if it uses no code.</summary>
    public CodeUse? GetCodeUse() =>
        PromoCodeId is { } id
            ? new CodeUse(
                id,
                lines.Where(line => line.UsesCode).Sum(line => line.Quantity),
                Orders: 1,
                lines.Sum(line => line.Discount * line.Quantity)
            )
            : null;

    /// <summary>Null if its tickets count in no budget.</summary>
    internal BudgetClient? GetBudgetClient() => AddressKey is { } key ? BudgetClient.Create(EventId, key, BrowserKey) : null;
}

/// <summary>Keeps the price from when the hold was placed.</summary>
public sealed class HoldLine
{
    public Guid HoldId { get; init; }
    public required Guid TicketTypeId { get; init; }
    public required string Category { get; init; }

    /// <summary>With the code's discount, in minor units.</summary>
    public required long FaceValue { get; init; }

    /// <summary>Taken off the price of each ticket by the code, in minor units.</summary>
    public long Discount { get; init; }

    /// <summary>The code is for this type.</summary>
    public bool UsesCode { get; init; }
    public required int Quantity { get; init; }
    public required int Position { get; init; }
}
