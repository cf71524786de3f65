using System.Globalization;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.BulkOrders;

/// <param name="References">Of the chosen orders; null for all that match.</param>
public sealed record BulkSelection(OrderFilter Filter, IReadOnlyCollection<string>? References);

/// <param name="Skip">Null if the order takes part.</param>
public sealed record PlannedOrder(Guid Id, string Reference, string BuyerName, BulkSkipReason? Skip)
{
    public required Guid EventId { get; init; }
    public required string EventTitle { get; init; }

    /// <summary>In the event's time zone.</summary>
    public required DateTimeOffset StartsAt { get; init; }
    public required string Currency { get; init; }

    /// <summary>Valid ones.</summary>
    public int Tickets { get; init; }

    /// <summary>Included in <see cref="Tickets"/>: somebody came in with them.</summary>
    public int CheckedIn { get; init; }

    /// <summary>Minor units that go back.</summary>
    public long Amount { get; init; }

    /// <summary>The same if the venue keeps the booking fee.</summary>
    public long AmountWithoutFee { get; init; }

    public Money Money => new(Amount, Currency);
}

/// <summary>The orders of one event that take part.</summary>
public sealed record PlannedEvent(IReadOnlyList<PlannedOrder> Orders)
{
    public string Title => Orders[0].EventTitle;

    /// <inheritdoc cref="PlannedOrder.StartsAt"/>
    public DateTimeOffset StartsAt => Orders[0].StartsAt;

    public int Tickets => Orders.Sum(order => order.Tickets);

    /// <summary>One amount for each currency.</summary>
    public IReadOnlyList<Money> GetAmounts(bool keepFee) =>
        [
            .. Orders
                .GroupBy(order => order.Currency, order => keepFee ? order.AmountWithoutFee : order.Amount)
                .Select(sums => new Money(sums.Sum(), sums.Key)),
        ];
}

/// <summary>The effects that a bulk action will have.</summary>
public sealed class BulkPlan(BulkAction action, IReadOnlyList<PlannedOrder> chosen)
{
    public IReadOnlyList<PlannedOrder> Orders { get; } = [.. chosen.Where(order => order.Skip is null)];

    /// <summary>Those left out, by reason.</summary>
    public IReadOnlyList<IGrouping<BulkSkipReason, PlannedOrder>> Skipped { get; } =
    [.. chosen.Where(order => order.Skip is not null).GroupBy(order => order.Skip!.Value).OrderBy(group => group.Key)];

    /// <summary>
    /// The moment that a restore went back to, if emails of these orders may have been sent after it; otherwise null.
    /// </summary>
    public DateTimeOffset? RestoredTo { get; init; }

    public int LeftOut => chosen.Count - Orders.Count;

    public IEnumerable<PlannedEvent> Events =>
        Orders.GroupBy(order => order.EventId).Select(orders => new PlannedEvent([.. orders])).OrderBy(each => each.StartsAt);

    public int Tickets => Orders.Sum(order => order.Tickets);

    public int CheckedIn => Orders.Sum(order => order.CheckedIn);

    /// <inheritdoc cref="PlannedEvent.GetAmounts"/>
    public IReadOnlyList<Money> GetAmounts(bool keepFee) => new PlannedEvent(Orders).GetAmounts(keepFee);

    public bool HasFees => Orders.Any(order => order.AmountWithoutFee < order.Amount);

    /// <summary>Differs if another order takes part, another amount goes back, somebody else is in or a restore happened.</summary>
    public string Digest =>
        UnguessableCode.Hash(
            string.Join(
                '\n',
                Orders
                    .OrderBy(order => order.Id)
                    .Select(order =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{action} {order.Id} {order.Amount} {order.AmountWithoutFee} {order.CheckedIn}"
                        )
                    )
                    .Append(string.Create(CultureInfo.InvariantCulture, $"{RestoredTo:O}"))
            )
        );
}
