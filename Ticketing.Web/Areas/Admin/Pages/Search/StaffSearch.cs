using Ticketing.Areas.Admin.Ui;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Search;

/// <summary>Lists only what the person may open.</summary>
public sealed class StaffSearch(OrderSearch orders, StaffQueries staff, VenueClock clock)
{
    private const int MaxHits = 5;

    /// <summary>Enough to name a few buyers who have several orders each.</summary>
    private const int MaxOrdersRead = 25;

    public async Task<SearchResults> FindAsync(string? typed, bool superAdmin, CancellationToken ct)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
        {
            return new SearchResults("", [FindPages([], superAdmin)]);
        }

        var words = OrderNameWord.SplitWords(text).ToList();
        var filter = new OrderFilter(text) { IncludesTitles = false, IncludesNotes = true };
        var found = await orders.GetPageAsync(filter, place: null, MaxOrdersRead, ct);
        SearchGroup[] groups =
        [
            ListOrders(text, found.Rows),
            new(T["Events"], [.. (await orders.FindEventsAsync(text, ct)).Take(MaxHits).Select(ToHit)]),
            new(T["People"], [.. ListBuyers(words, found.Rows), .. superAdmin ? ListStaff(text, words, await staff.ListAsync(ct)) : []]),
            words.Count > 0 ? FindPages(words, superAdmin) : new(T["Pages"], []),
        ];
        return new SearchResults(text, [.. groups.Where(group => group.Hits.Count > 0)]);
    }

    private static SearchGroup ListOrders(string text, IReadOnlyList<OrderListItem> found) =>
        new(T["Orders"], [.. found.Take(MaxHits).Select(ToHit)]) { MorePath = found.Count > MaxHits ? GetOrdersPath(text) : null };

    private static SearchHit ToHit(OrderListItem order) =>
        new(
            order.BuyerName.Length > 0 ? $"{order.Reference} · {order.BuyerName}" : order.Reference,
            $"{order.EventTitle} · {order.Amount} · {order.Status.ToText()}",
            $"/admin/orders/{order.Reference}",
            MenuIcons.Receipt
        );

    private SearchHit ToHit(EventOption found) =>
        new(found.Title, clock.FormatDate(found.StartsAt), $"/admin/events/{found.Id}", MenuIcons.Calendar);

    private static IEnumerable<SearchHit> ListBuyers(List<string> words, IReadOnlyList<OrderListItem> found) =>
        found
            .Where(order => BeginWords(words, order.BuyerName))
            .DistinctBy(order => (order.BuyerName, order.BuyerEmail))
            .Take(MaxHits)
            .Select(order => new SearchHit(
                order.BuyerName,
                order.BuyerEmail.Length > 0 ? $"{T["Buyer"]} · {order.BuyerEmail}" : T["Buyer"],
                GetOrdersPath(order.BuyerEmail.Length > 0 ? order.BuyerEmail : order.BuyerName),
                MenuIcons.Person
            ));

    private static IEnumerable<SearchHit> ListStaff(string text, List<string> words, IReadOnlyList<StaffRow> staff) =>
        staff
            .Where(row => BeginWords(words, row.Name) || row.Email.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            .Take(MaxHits)
            .Select(row => new SearchHit(row.DisplayName, $"{T["Staff"]} · {row.Email}", $"/admin/users/{row.Id}", MenuIcons.Person));

    private static SearchGroup FindPages(List<string> words, bool superAdmin) =>
        new(
            T["Pages"],
            [
                .. Menu.GetPages(superAdmin)
                    .Where(page => words.Count == 0 || BeginWords(words, $"{page.Label} {page.Keywords}"))
                    .Take(words.Count == 0 ? int.MaxValue : MaxHits)
                    .Select(page => new SearchHit(page.Label, "", page.Path, page.Icon)),
            ]
        );

    private static string GetOrdersPath(string text) => "/admin/orders" + QueryString.Create("q", text);

    private static bool BeginWords(List<string> words, string text) =>
        words.Count > 0
        && OrderNameWord.SplitWords(text).ToList() is var parts
        && words.All(word => parts.Any(part => part.StartsWith(word, StringComparison.Ordinal)));
}
