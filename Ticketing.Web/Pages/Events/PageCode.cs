using System.Globalization;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <summary>The code in the address of an event's page. The cache has a page for each known code, and one for all unknown ones.</summary>
public sealed class PageCode(PromoCodeLookup lookup) : IPageVariant
{
    public const string QueryKey = "code";
    public const string Field = "PromoCode";

    /// <summary>The code that lowers the prices on the page.</summary>
    public const string ShownField = "ShownCode";
    private FoundCode? found;

    /// <param name="code">Empty if there is none.</param>
    public static string AddTo(string path, string code) => code.Length == 0 ? path : $"{path}?{QueryKey}={Uri.EscapeDataString(code)}";

    /// <summary>
    /// True if the form has another code than the page: nobody is charged a price that was not shown. A code alone, as Enter in its field
    /// sends it, is shown too.
    /// </summary>
    /// <param name="hasTickets">Some are chosen.</param>
    public static bool MustBeShown(IFormCollection form, bool hasTickets)
    {
        var shown = PromoCode.ToKey(form[ShownField].ToString());
        return shown != PromoCode.ToKey(form[Field].ToString()) && (shown.Length > 0 || !hasTickets);
    }

    public async Task<FoundCode> FindAsync(HttpContext context, CancellationToken ct) =>
        found ??= await FindAsync(context, context.Request.Query[QueryKey].ToString(), ct);

    /// <param name="own">What the buyer uses of it already and would give back.</param>
    public Task<FoundCode> FindAsync(HttpContext context, string typed, CancellationToken ct, CodeUse? own = null) =>
        lookup.FindAsync(
            context.GetRouteValue("slug") as string ?? "",
            typed,
            RateLimits.GetAddressKey(context.Connection.RemoteIpAddress),
            ct,
            own
        );

    async Task<string> IPageVariant.GetAsync(HttpContext context, CancellationToken ct) =>
        await FindAsync(context, ct) is var code && code == FoundCode.None
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{code.Code?.Id:N} {code.Refusal?.GetType().Name}");
}
