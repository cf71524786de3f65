using Ticketing.Features.BulkOrders;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>The chosen orders in the address of a bulk action, with the filters of the list.</summary>
/// <param name="Action">Null if it cannot be read.</param>
/// <param name="All">All that match the filters, whichever are ticked.</param>
/// <param name="Chosen">References of the ticked orders.</param>
public sealed record BulkQuery(BulkAction? Action, bool All, IReadOnlyList<string> Chosen, OrderListQuery List)
{
    public static BulkQuery Read(IQueryCollection query) =>
        new(
            Enum.TryParse<BulkAction>(query["do"], ignoreCase: true, out var action) && Enum.IsDefined(action) ? action : null,
            query["all"] == "true",
            ReadChosen(query),
            OrderListQuery.Read(query)
        );

    public static IReadOnlyList<string> ReadChosen(IQueryCollection query) =>
        [.. query["order"].OfType<string>().Select(reference => reference.Trim().ToUpperInvariant()).Where(r => r.Length > 0).Distinct()];

    /// <summary>The list, with the same orders ticked.</summary>
    public string ListPath =>
        "/admin/orders"
        + QueryString.Create([
            .. List.Parameters,
            .. Chosen.Select(reference => KeyValuePair.Create("order", (string?)reference)),
            .. All ? [KeyValuePair.Create("all", (string?)"true")] : Array.Empty<KeyValuePair<string, string?>>(),
        ]);
}
