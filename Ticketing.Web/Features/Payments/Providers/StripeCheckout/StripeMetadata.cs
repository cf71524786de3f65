using System.Globalization;
using Stripe.Checkout;

namespace Ticketing.Features.Payments.Providers.StripeCheckout;

/// <summary>Identifies Stripe's objects as ours: events about refunds and disputes do not name their session.</summary>
internal static class StripeMetadata
{
    public const string Payment = "payment";
    public const string Refund = "refund";
    public const string Key = "key";
    private const string Order = "order";
    private const string Reference = "reference";
    public const string Venue = "venue";
    private const string Event = "event";

    /// <summary>"type:quantity:face value:booking fee", separated by spaces; continued in "tickets2" and so on.</summary>
    private const string Tickets = "tickets";

    /// <summary>A value of Stripe's has 500 characters at most.</summary>
    private const int LinesPerValue = 8;
    private const int MaxNumbers = 120;

    public static Dictionary<string, string> Create(SessionRequest request)
    {
        var metadata = new Dictionary<string, string>
        {
            [Order] = request.OrderId.ToString(),
            [Payment] = request.PaymentId.ToString(),
            [Reference] = request.OrderReference,
            [Event] = request.EventId.ToString(),
        };
        if (request.VenueId is { } venueId)
        {
            metadata[Venue] = venueId.ToString();
        }

        foreach (var (index, lines) in request.Tickets.Chunk(LinesPerValue).Index())
        {
            metadata[GetTicketsKey(index)] = string.Join(' ', lines.Select(Write));
        }

        return metadata;
    }

    public static Dictionary<string, string> Create(RefundRequest request) =>
        new()
        {
            [Order] = request.OrderId.ToString(),
            [Refund] = request.RefundId.ToString(),
            [Key] = request.IdempotencyKey,
            [Tickets] = string.Join(' ', request.TicketNumbers.Take(MaxNumbers)),
        };

    /// <returns>Empty if the refund does not name its tickets.</returns>
    public static IReadOnlyList<int> ReadTicketNumbers(IDictionary<string, string>? metadata) =>
        [
            .. (metadata is not null && metadata.TryGetValue(Tickets, out var value) ? value : "")
                .Split(' ')
                .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Where(number => number > 0),
        ];

    public static Guid? ReadId(IDictionary<string, string>? metadata, string name) =>
        metadata is not null && metadata.TryGetValue(name, out var text) && Guid.TryParse(text, out var id) ? id : null;

    /// <returns>Null if it does not describe an order.</returns>
    public static ProviderOrder? ReadOrder(Session session)
    {
        var metadata = session.Metadata;
        var lines = ReadLines(metadata);
        return
            ReadId(metadata, Order) is { } orderId
            && ReadId(metadata, Payment) is { } paymentId
            && ReadId(metadata, Event) is { } eventId
            && metadata!.GetValueOrDefault(Reference) is { Length: > 0 } reference
            && lines.Count > 0
            ? new ProviderOrder
            {
                OrderId = orderId,
                PaymentId = paymentId,
                OrderReference = reference,
                SessionId = session.Id,
                EventId = eventId,
                VenueId = ReadId(metadata, Venue),
                Lines = lines,
                BuyerEmail = session.CustomerEmail ?? session.CustomerDetails?.Email ?? "",
                BuyerName = session.CustomerDetails?.Name ?? "",
                CreatedAt = new DateTimeOffset(session.Created, TimeSpan.Zero),
            }
            : null;
    }

    private static List<ProviderOrderLine> ReadLines(Dictionary<string, string>? metadata)
    {
        List<ProviderOrderLine> lines = [];
        for (var index = 0; metadata is not null && metadata.TryGetValue(GetTicketsKey(index), out var value); index++)
        {
            foreach (var line in value.Split(' '))
            {
                if (Read(line) is not { } read)
                {
                    return [];
                }

                lines.Add(read);
            }
        }

        return lines;
    }

    private static string GetTicketsKey(int index) =>
        index == 0 ? Tickets : string.Create(CultureInfo.InvariantCulture, $"{Tickets}{index + 1}");

    private static string Write(ProviderOrderLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.TicketTypeId:N}:{line.Quantity}:{line.UnitFaceValue}:{line.UnitBookingFee}");

    private static ProviderOrderLine? Read(string text) =>
        text.Split(':') is [var type, var quantity, var faceValue, var fee]
        && Guid.TryParseExact(type, "N", out var id)
        && int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && long.TryParse(faceValue, NumberStyles.None, CultureInfo.InvariantCulture, out var price)
        && long.TryParse(fee, NumberStyles.None, CultureInfo.InvariantCulture, out var bookingFee)
            ? new ProviderOrderLine(id, count, price, bookingFee)
            : null;
}
