using Microsoft.Extensions.Options;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Orders.Placing;

/// <summary>An order keeps its prices and seller when the venue changes its settings.</summary>
public sealed class OrderFactory(Pricing pricing, SiteLanguages languages, IOptionsMonitor<SiteOptions> site)
{
    /// <param name="language">Null for that of the page, or the venue's default if staff sell.</param>
    public Order Create(
        Hold hold,
        Buyer buyer,
        DateTimeOffset createdAt,
        OrderChannel channel = OrderChannel.Online,
        string? saleKey = null,
        Language? language = null
    )
    {
        var lines = hold.Lines.OrderBy(l => l.Position).Select(line => CreateLine(line, channel)).ToList();
        var (faceValue, fee) = (lines.Sum(l => l.FaceValue), lines.Sum(l => l.BookingFee));
        var venue = site.CurrentValue;
        var order = new Order
        {
            Reference = OrderReference.New(),
            EventId = hold.EventId,
            HoldId = hold.Id,
            Language = (language ?? GetLanguage(channel)).Tag,
            BuyerName = buyer.Name,
            BuyerEmail = buyer.Email,
            BuyerPhone = buyer.Phone,
            SellerName = venue.Seller,
            SellerAddress = venue.SellerAddress.Trim(),
            SellerTaxNumber = venue.TaxNumber.Trim(),
            Currency = pricing.Currency,
            FaceValue = faceValue,
            BookingFee = fee,
            Total = faceValue + fee,
            TaxRatePercent = pricing.TaxRatePercent,
            Tax = Pricing.GetIncludedTax(faceValue + fee, pricing.TaxRatePercent),
            CreatedAt = createdAt,
            Channel = channel,
            SaleKey = saleKey,
            PromoCodeId = hold.PromoCodeId,
            PromoCode = hold.PromoCode,
        };
        lines.ForEach(order.Add);
        return order;
    }

    /// <summary>As it was, but for what only the lost database knew.</summary>
    public Order Recreate(LostOrder lost, Hold hold)
    {
        var (faceValue, fee) = (lost.Lines.Sum(l => l.FaceValue), lost.Lines.Sum(l => l.BookingFee));
        var venue = site.CurrentValue;
        var order = new Order
        {
            Id = lost.Id,
            Reference = lost.Reference,
            EventId = hold.EventId,
            HoldId = hold.Id,
            Language = languages.Default.Tag,
            BuyerName = lost.Buyer.Name,
            BuyerEmail = lost.Buyer.Email,
            BuyerPhone = lost.Buyer.Phone,
            SellerName = venue.Seller,
            SellerAddress = venue.SellerAddress.Trim(),
            SellerTaxNumber = venue.TaxNumber.Trim(),
            Currency = pricing.Currency,
            FaceValue = faceValue,
            BookingFee = fee,
            Total = faceValue + fee,
            TaxRatePercent = pricing.TaxRatePercent,
            Tax = Pricing.GetIncludedTax(faceValue + fee, pricing.TaxRatePercent),
            CreatedAt = lost.CreatedAt,
        };
        lost.Lines.ToList().ForEach(order.Add);
        return order;
    }

    // Staff sell in English to buyers who may not read it.
    private Language GetLanguage(OrderChannel channel) => channel == OrderChannel.Online ? Language.Current : languages.Default;

    private OrderLine CreateLine(HoldLine line, OrderChannel channel)
    {
        var price = channel switch
        {
            OrderChannel.Online => pricing.GetPrice(line.FaceValue),
            OrderChannel.BoxOffice => pricing.GetBoxOfficePrice(line.FaceValue),
            _ => new TicketPrice(0, 0),
        };
        return new OrderLine
        {
            TicketTypeId = line.TicketTypeId,
            Category = line.Category,
            Quantity = line.Quantity,
            UnitFaceValue = price.FaceValue,
            UnitDiscount = line.Discount,
            UsesCode = line.UsesCode,
            UnitBookingFee = price.BookingFee,
            Position = line.Position,
        };
    }
}

/// <summary>An online order that a restored backup does not have, as far as it is known.</summary>
public sealed record LostOrder(Guid Id, string Reference, Buyer Buyer, IReadOnlyList<OrderLine> Lines, DateTimeOffset CreatedAt);
