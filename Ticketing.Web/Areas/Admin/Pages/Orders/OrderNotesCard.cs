using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Notes;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>Staff’s notes about an order, with the forms for more.</summary>
public sealed record OrderNotesCard(Order Order, IReadOnlyList<OrderNote> Notes, IReadOnlyList<Tag> Tags, VenueClock Clock)
{
    /// <summary>Of the venue, without those that the order has.</summary>
    public required IReadOnlyList<Tag> OtherTags { get; init; }

    public string? NoteError { get; init; }

    public string? TypedNote { get; init; }

    public string? TagError { get; init; }

    public string? TypedTag { get; init; }

    public string Path => $"/admin/orders/{Order.Reference}/notes";

    public static async Task<OrderNotesCard> LoadAsync(
        Order order,
        OrderNotes notes,
        OrderTags tags,
        VenueClock clock,
        CancellationToken ct
    )
    {
        var own = await tags.GetForOrderAsync(order.Id, ct);
        return new OrderNotesCard(order, await notes.GetForOrderAsync(order.Id, ct), own, clock)
        {
            OtherTags = [.. (await tags.GetListAsync(ct)).ExceptBy(own.Select(tag => tag.Id), tag => tag.Id)],
        };
    }
}
