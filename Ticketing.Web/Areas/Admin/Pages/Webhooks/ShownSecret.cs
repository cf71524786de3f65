using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ticketing.Areas.Admin.Pages.Webhooks;

/// <summary>A new secret is shown on the next page, once.</summary>
internal static class ShownSecret
{
    private const string Key = "WebhookSecret";

    public static void KeepSecret(this PageModel page, Guid endpointId, string secret) => page.TempData[Key] = $"{endpointId} {secret}";

    public static string? TakeSecret(this PageModel page, Guid endpointId) =>
        page.TempData[Key] is string kept && kept.Split(' ') is [var id, var secret] && id == endpointId.ToString() ? secret : null;
}
