using Ticketing.Features.Accounts.Tokens;

namespace Ticketing.Areas.Admin.Pages.ApiKeys;

public static class ApiKeyText
{
    private static readonly Dictionary<string, string> Scopes = new(StringComparer.Ordinal)
    {
        [ApiScopes.EventsRead] = "Read events, drafts too",
        [ApiScopes.EventsWrite] = "Create, change and cancel events",
        [ApiScopes.OrdersRead] = "Read orders with their buyers",
        [ApiScopes.OrdersCreate] = "Sell tickets",
        [ApiScopes.OrdersWrite] = "Correct orders and send tickets again",
        [ApiScopes.OrdersRefund] = "Refund orders",
        [ApiScopes.BoxOffice] = "Sell at the box office and give tickets away",
        [ApiScopes.AttendeesRead] = "Read who comes",
        [ApiScopes.CheckIn] = "Scan tickets at the door",
        [ApiScopes.InsightsRead] = "Read sales figures",
    };

    public static string DescribeScope(string scope) => Scopes.GetValueOrDefault(scope, scope);

    public static (string Text, string ChipClass) DescribeState(ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is not null ? ("Revoked", "mute")
        : key.IsUsable(now) ? ("In force", "good")
        : ("Expired", "warn");
}
