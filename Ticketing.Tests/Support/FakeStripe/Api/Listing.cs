using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Newest first, up to 100 per page, with cursors.</summary>
internal static class Listing
{
    public static Func<JsonObject> Page<T>(
        ApiRequest request,
        ApiRoute route,
        ObjectStore<T> shelf,
        Predicate<T> isWanted,
        Func<T, Expansion, JsonObject> render
    )
    {
        var asked = request.Parameters;
        var limit = (int)(asked.Integer("limit", min: 1, max: 100) ?? 10);
        var (after, before) = (asked.Text("starting_after"), asked.Text("ending_before"));
        if (after is not null && before is not null)
        {
            throw new ApiErrorException(400, "You cannot parameterize this request with both 'starting_after' and 'ending_before'.");
        }

        return () =>
        {
            var found = before is null ? shelf.OlderThan(after, "starting_after") : shelf.NewerThan(before, "ending_before");
            var page = found.Where(item => isWanted(item)).Take(limit + 1).ToList();
            var hasMore = page.Count > limit;
            var shown = before is null ? page.Take(limit) : page.Take(limit).Reverse();
            var expand = request.Expand.ForItems(page.Count > 0);
            return Rendering.List(route.Path, shown.Select(item => render(item, expand)).ToList(), hasMore);
        };
    }
}
