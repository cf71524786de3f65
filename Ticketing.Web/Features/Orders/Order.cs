using System.Globalization;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders;

public enum OrderStatus
{
    /// <summary>Awaiting payment.</summary>
    Pending,
    Paid,

    /// <summary>Never paid; its hold has ended.</summary>
    Expired,

    /// <summary>Paid after its places were sold or its event was cancelled: no tickets, and the payment is refunded.</summary>
    PaidTooLate,

    /// <summary>All tickets are void and all that is due was refunded. Keeps its receipt.</summary>
    Refunded,
}

public enum OrderChannel
{
    Online,

    BoxOffice,

    /// <summary>Always free.</summary>
    Comp,
}

/// <summary>With prices as of the purchase. Amounts are minor units of <see cref="Currency"/>.</summary>
public sealed class Order
{
    public const string Complimentary = "Complimentary";
    public const string Cash = "Cash";
    public const string CardTerminal = "Card terminal";

    internal const int PhoneEndLength = 4;

    private readonly List<OrderLine> lines = [];
    private readonly List<OrderNameWord> nameWords = [];

    public Guid Id { get; internal init; } = Guid.CreateVersion7();

    /// <summary>For people: "K7QF-3M9D".</summary>
    public required string Reference { get; init; }

    /// <summary>For searches, calculated by the database: "3M9D".</summary>
    public string ReferenceEnd { get; private set; } = "";
    public required Guid EventId { get; init; }
    public required Guid HoldId { get; init; }
    public OrderStatus Status { get; private set; } = OrderStatus.Pending;
    public OrderChannel Channel { get; init; } = OrderChannel.Online;

    /// <summary>Tag of the language of its mails, documents and pages, such as "en-GB".</summary>
    public string Language { get; init; } = Infrastructure.Languages.Language.English.Tag;

    /// <summary>Id of the staff's sale form; unique, so that a form sent twice sells once. Null online.</summary>
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

    /// <summary>For searches. Load them before changing the name of a stored order.</summary>
    public IReadOnlyList<OrderNameWord> NameWords => nameWords;

    /// <summary>Empty if staff sold without one; nothing is mailed.</summary>
    public required string BuyerEmail
    {
        get;
        set
        {
            field = value;
            BuyerEmailKey = ToEmailKey(value);
        }
    }

    /// <summary>Lookup key: people spell their address in different ways.</summary>
    public string BuyerEmailKey { get; private set; } = "";

    /// <summary>E.164; as typed if it is no valid number; or empty.</summary>
    public string BuyerPhone { get; set; } = "";

    /// <summary>For searches, calculated by the database: the last four digits.</summary>
    public string PhoneEnd { get; private set; } = "";

    /// <summary>Null if a person bought.</summary>
    public string? CompanyName { get; private set; }
    public string? CompanyAddress { get; private set; }
    public string? CompanyTaxNumber { get; private set; }

    public Company? Company
    {
        get => CompanyName is { } name ? new Company(name, CompanyAddress ?? "", CompanyTaxNumber ?? "") : null;
        set => (CompanyName, CompanyAddress, CompanyTaxNumber) = (value?.Name, value?.Address, value?.TaxNumber);
    }

    /// <summary>As of the sale, even if the venue is renamed.</summary>
    public required string SellerName { get; init; }
    public required string SellerAddress { get; init; }
    public required string SellerTaxNumber { get; init; }
    public required string Currency { get; init; }
    public required long FaceValue { get; init; }
    public required long BookingFee { get; init; }

    /// <summary>Included in <see cref="Total"/>, at <see cref="TaxRatePercent"/>.</summary>
    public required long Tax { get; init; }
    public required decimal TaxRatePercent { get; init; }
    public required long Total { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>Version of the terms of sale that the buyer accepted; null if none were shown, as at the box office.</summary>
    public string? TermsVersion { get; private set; }
    public DateTimeOffset? TermsAcceptedAt { get; private set; }

    /// <summary>"Card ending 4242"; <see cref="Cash"/> or <see cref="CardTerminal"/> if it was paid at the box office.</summary>
    public string? PaidWith { get; private set; }

    /// <summary>The provider's id of the payment.</summary>
    public string? PaymentReference { get; private set; }

    /// <summary>1, 2, 3 … over all paid orders, without a gap.</summary>
    public long? ReceiptNumber { get; private set; }

    /// <summary>"R-000123"; empty before payment.</summary>
    public string ReceiptLabel => ReceiptNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"R-{number:000000}") : "";

    /// <summary>The first time that the link in a mail to the current address was opened.</summary>
    public DateTimeOffset? EmailOpenedAt { get; private set; }

    /// <summary>Incremented with each change of the address: browsers that opened the order by a link lose access.</summary>
    public int AccessVersion { get; private set; }

    /// <summary>Emails sent that ask the buyer to confirm a free order.</summary>
    public int ConfirmationRequests { get; private set; }

    /// <summary>Times the buyer asked for the confirmation again.</summary>
    public int Resends { get; private set; }
    public IReadOnlyList<OrderLine> Lines => lines;

    /// <summary>Null if it used no code.</summary>
    public Guid? PromoCodeId { get; init; }

    /// <summary>As staff wrote it then.</summary>
    public string? PromoCode { get; init; }

    /// <summary>Taken off by the code. <see cref="FaceValue"/> is less by it.</summary>
    public long Discount => lines.Sum(line => line.UnitDiscount * line.Quantity);

    /// <summary>Has a receipt and tickets, valid or not.</summary>
    public bool WasSold => Status is OrderStatus.Paid or OrderStatus.Refunded;

    public static string ToEmailKey(string email) => email.ToLowerInvariant();

    public Money Money(long minorUnits) => new(minorUnits, Currency);

    /// <summary>Searches find the order by attendees too. Requires <see cref="NameWords"/> to be loaded.</summary>
    internal void UpdateSearchNames(IEnumerable<string> attendees) => OrderNameWord.Update(nameWords, [BuyerName, .. attendees]);

    internal void AcceptTerms(string version, DateTimeOffset at) => (TermsVersion, TermsAcceptedAt) = (version, at);

    internal void Add(OrderLine line) => lines.Add(line);
}

public sealed class OrderLine
{
    public Guid OrderId { get; init; }
    public required Guid TicketTypeId { get; init; }
    public required string Category { get; init; }
    public required int Quantity { get; init; }

    /// <summary>With the code's discount.</summary>
    public required long UnitFaceValue { get; init; }

    /// <summary>Taken off by the code.</summary>
    public long UnitDiscount { get; init; }

    /// <summary>The code was for this type.</summary>
    public bool UsesCode { get; init; }

    public required long UnitBookingFee { get; init; }
    public required int Position { get; init; }

    public long FaceValue => UnitFaceValue * Quantity;
    public long BookingFee => UnitBookingFee * Quantity;
    public long Total => FaceValue + BookingFee;

    /// <summary>Without the code.</summary>
    public long UnitListPrice => UnitFaceValue + UnitDiscount;
    public long ListPrice => UnitListPrice * Quantity;

    /// <summary>For everybody, with or without a code.</summary>
    public bool IsFree => ListPrice + BookingFee == 0;
}
