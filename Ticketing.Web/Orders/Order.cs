using System.Globalization;
using Ticketing.Settings;

namespace Ticketing.Orders;

public enum OrderStatus
{
    /// <summary>The buyer is on the way to paying.</summary>
    Pending,
    Paid,

    /// <summary>Never paid; its hold is gone.</summary>
    Expired,

    /// <summary>Paid when its places were sold to others or its event was cancelled: there are no tickets, and the money goes back.</summary>
    PaidTooLate,

    /// <summary>Was paid; all its tickets are void and all that goes back has gone back. It keeps its receipt.</summary>
    Refunded,
}

public enum OrderChannel
{
    Online,

    /// <summary>Sold by staff for cash or by card terminal.</summary>
    BoxOffice,

    /// <summary>Given away by staff: costs nothing, whatever the tickets cost others.</summary>
    Comp,
}

/// <summary>
/// A purchase by a guest, with what everything cost when it was bought. Amounts are minor units of <see cref="Currency"/>.
/// </summary>
public sealed class Order
{
    /// <summary>What a comp is paid with, as its papers say it.</summary>
    public const string Complimentary = "Complimentary";

    private readonly List<OrderLine> lines = [];
    private readonly List<OrderNameWord> nameWords = [];

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What people say and type: "K7QF-3M9D".</summary>
    public required string Reference { get; init; }
    public required Guid EventId { get; init; }
    public required Guid HoldId { get; init; }
    public OrderStatus Status { get; private set; } = OrderStatus.Pending;
    public OrderChannel Channel { get; init; } = OrderChannel.Online;

    /// <summary>Of the form that staff sold with: unique, so that a form sent twice sells once. Null online.</summary>
    public string? SaleKey { get; init; }
    public required string BuyerName
    {
        get;
        set
        {
            field = value;
            OrderNameWord.Update(nameWords, value);
        }
    }

    /// <summary>What the order is found by in searches. To change the name of a stored order, load them first.</summary>
    public IReadOnlyList<OrderNameWord> NameWords => nameWords;

    /// <summary>Empty where staff sold to somebody who left none: nothing is mailed.</summary>
    public required string BuyerEmail
    {
        get;
        set
        {
            field = value;
            BuyerEmailKey = KeyOf(value);
        }
    }

    /// <summary>What the order is found by: people do not keep to one spelling of their own address.</summary>
    public string BuyerEmailKey { get; private set; } = "";

    /// <summary>E.164, or empty.</summary>
    public string BuyerPhone { get; set; } = "";
    /// <summary>Who sold, as the receipt says it, also after the venue has changed its name.</summary>
    public required string SellerName { get; init; }
    public required string SellerAddress { get; init; }
    public required string SellerTaxNumber { get; init; }
    public required string Currency { get; init; }
    public required long FaceValue { get; init; }
    public required long BookingFee { get; init; }

    /// <summary>The tax inside <see cref="Total"/>, at <see cref="TaxRatePercent"/>.</summary>
    public required long Tax { get; init; }
    public required decimal TaxRatePercent { get; init; }
    public required long Total { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>"Card ending 4242": for the receipt.</summary>
    public string? PaidWith { get; private set; }

    /// <summary>The provider's name for the payment.</summary>
    public string? PaymentReference { get; private set; }

    /// <summary>1, 2, 3 … over all paid orders, without a gap.</summary>
    public long? ReceiptNumber { get; private set; }

    /// <summary>The receipt number as people read it: "R-000123"; empty before the order is paid.</summary>
    public string ReceiptLabel => ReceiptNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"R-{number:000000}") : "";

    /// <summary>How often the confirmation was asked for again, at this or another address.</summary>
    public int Resends { get; private set; }
    public IReadOnlyList<OrderLine> Lines => lines;

    /// <summary>It became a sale: it has tickets, valid or not, and a receipt.</summary>
    public bool WasSold => Status is OrderStatus.Paid or OrderStatus.Refunded;

    public static string KeyOf(string email) => email.ToLowerInvariant();

    public Money Money(long minorUnits) => new(minorUnits, Currency);

    /// <summary>For an order with <see cref="NameWords"/> loaded: searches find it by the people whom its tickets admit, too.</summary>
    internal void FindAlsoBy(IEnumerable<string> attendees) => OrderNameWord.Update(nameWords, [BuyerName, .. attendees]);

    internal void Add(OrderLine line) => lines.Add(line);
}

/// <summary>One ticket type of an order, as it was priced.</summary>
public sealed class OrderLine
{
    public Guid OrderId { get; init; }
    public required Guid TicketTypeId { get; init; }
    public required string Category { get; init; }
    public required int Quantity { get; init; }

    /// <summary>Per ticket.</summary>
    public required long UnitFaceValue { get; init; }

    /// <summary>Per ticket.</summary>
    public required long UnitBookingFee { get; init; }
    public required int Position { get; init; }

    public long FaceValue => UnitFaceValue * Quantity;
    public long BookingFee => UnitBookingFee * Quantity;
    public long Total => FaceValue + BookingFee;
}
