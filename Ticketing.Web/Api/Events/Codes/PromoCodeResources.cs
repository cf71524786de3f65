using Ticketing.Api.Caching;
using Ticketing.Api.Json;
using Ticketing.Api.Lists;
using Ticketing.Features.Promotions;

namespace Ticketing.Api.Events.Codes;

/// <summary>All that staff say about a promo code. What is left out is empty.</summary>
public sealed record PromoCodeRequest
{
    /// <summary>Letters, digits, - and _. Buyers may type it in small letters. Not used by another code of the event.</summary>
    public required string Code { get; init; }

    /// <summary>For staff only.</summary>
    public string Note { get; init; } = "";

    /// <summary>“access” has no discount: it opens ticket types or the presale.</summary>
    public required PromoCodeKind Kind { get; init; }

    /// <summary>Only with the kind “percent”, such as 12.5.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Off each ticket, or its price, without booking fee. Only with the kinds “amount” and “fixedPrice”.</summary>
    public ApiMoney? Amount { get; init; }

    /// <summary>Ids of the ticket types that it is for. Empty for all but hidden ones, which only codes open that name them.</summary>
    public IReadOnlyList<Guid> TicketTypeIds { get; init; } = [];

    /// <summary>Its tickets can be bought before their sale starts.</summary>
    public bool OpensPresale { get; init; }

    /// <summary>Without it, it can be used at once.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Without it, it does not end.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Over all orders. Not less than are used.</summary>
    public int? MaxTickets { get; init; }

    /// <summary>Not less than are used.</summary>
    public int? MaxOrders { get; init; }

    /// <summary>Tickets in one order.</summary>
    public int? MaxPerOrder { get; init; }

    /// <summary>Tickets of one email address.</summary>
    public int? MaxPerPerson { get; init; }

    /// <summary>The most that it may take off all orders together.</summary>
    public ApiMoney? Budget { get; init; }

    /// <summary>Refunded tickets can be bought with it again.</summary>
    public bool ReturnsOnRefund { get; init; }
}

/// <summary>A promo code as staff see it.</summary>
[Versioned]
public sealed record PromoCodeResource
{
    public required Guid Id { get; init; }

    /// <summary>As the venue wrote it.</summary>
    public required string Code { get; init; }

    /// <summary>For staff only. May be empty.</summary>
    public required string Note { get; init; }

    /// <summary>“access” has no discount: it opens ticket types or the presale.</summary>
    public required PromoCodeKind Kind { get; init; }

    /// <summary>Null unless the kind is “percent”.</summary>
    public required decimal? Percent { get; init; }

    /// <summary>Off each ticket, or its price, without booking fee. Null unless the kind is “amount” or “fixedPrice”.</summary>
    public required ApiMoney? Amount { get; init; }

    /// <summary>Ids of the ticket types that it is for. Empty for all but hidden ones.</summary>
    public required IReadOnlyList<Guid> TicketTypeIds { get; init; }

    /// <summary>Its tickets can be bought before their sale starts.</summary>
    public required bool OpensPresale { get; init; }

    /// <summary>Null if it can be used since it was made.</summary>
    public required DateTimeOffset? StartsAt { get; init; }

    /// <summary>Null if it does not end.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>Null for no limit.</summary>
    public required int? MaxTickets { get; init; }

    /// <summary>Null for no limit.</summary>
    public required int? MaxOrders { get; init; }

    /// <summary>Tickets in one order. Null for no limit.</summary>
    public required int? MaxPerOrder { get; init; }

    /// <summary>Tickets of one email address. Null for no limit.</summary>
    public required int? MaxPerPerson { get; init; }

    /// <summary>The most that it may take off all orders together. Null for no limit.</summary>
    public required ApiMoney? Budget { get; init; }

    /// <summary>Refunded tickets can be bought with it again.</summary>
    public required bool ReturnsOnRefund { get; init; }

    /// <summary>Held and sold tickets that it is for.</summary>
    public required int UsedTickets { get; init; }

    /// <summary>Baskets and orders that use it.</summary>
    public required int UsedOrders { get; init; }

    /// <summary>Taken off by it so far.</summary>
    public required ApiMoney Discount { get; init; }

    /// <summary>Staff have ended it. Orders that use it keep their price.</summary>
    public required bool IsEnded { get; init; }
}

/// <summary>For the documentation.</summary>
internal static class PromoCodeExamples
{
    public static PromoCodeRequest Request { get; } =
        new()
        {
            Code = "SPRING-10",
            Kind = PromoCodeKind.Percent,
            Percent = 10,
            MaxTickets = 100,
        };

    public static PromoCodeResource Code { get; } =
        new()
        {
            Id = new Guid("019ac3f4-7f00-7b21-8e3f-5c6d7e8f9a0b"),
            Code = Request.Code,
            Note = "",
            Kind = PromoCodeKind.Percent,
            Percent = 10,
            Amount = null,
            TicketTypeIds = [],
            OpensPresale = false,
            StartsAt = null,
            EndsAt = null,
            MaxTickets = 100,
            MaxOrders = null,
            MaxPerOrder = null,
            MaxPerPerson = null,
            Budget = null,
            ReturnsOnRefund = false,
            UsedTickets = 0,
            UsedOrders = 0,
            Discount = new ApiMoney(0, "GBP"),
            IsEnded = false,
        };

    public static ApiList<PromoCodeResource> List { get; } = new([Code], null);
}
