using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Areas.Admin.Pages.ApiKeys;

public static class ApiKeyText
{
    private static readonly Dictionary<string, Func<string>> Scopes = new(StringComparer.Ordinal)
    {
        [ApiScopes.EventsRead] = () => T["Read events, drafts too"],
        [ApiScopes.EventsWrite] = () => T["Create, change and cancel events"],
        [ApiScopes.OrdersRead] = () => T["Read orders with their buyers"],
        [ApiScopes.OrdersCreate] = () => T["Sell tickets"],
        [ApiScopes.OrdersWrite] = () => T["Correct orders and send tickets again"],
        [ApiScopes.OrdersRefund] = () => T["Refund orders"],
        [ApiScopes.BoxOffice] = () => T["Sell at the box office and give tickets away"],
        [ApiScopes.AttendeesRead] = () => T["Read attendees"],
        [ApiScopes.CheckIn] = () => T["Scan tickets at the door"],
        [ApiScopes.InsightsRead] = () => T["Read sales figures"],
    };

    public static string DescribeScope(string scope) => Scopes.GetValueOrDefault(scope)?.Invoke() ?? scope;

    public static (string Text, string ChipClass) DescribeState(ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is not null ? (T["Revoked"], "mute")
        : key.IsUsable(now) ? (T["In force"], "good")
        : (T["Expired"], "warn");
}
