using System.Text.Json;
using Ticketing.Infrastructure.Audit;

namespace Ticketing.Areas.Admin.Pages.Audit;

public static class AuditLinks
{
    /// <summary>Returns null if the subject has no page.</summary>
    public static string? GetLink(AuditEntry entry) =>
        AuditText.SubjectKind(entry.Action) switch
        {
            _ when entry.SubjectId.Length == 0 => null,
            "event" => $"/admin/events/{entry.SubjectId}",
            "settlement" => $"/admin/events/{entry.SubjectId}/settlement",
            "order" or "refund" => $"/admin/orders/{Uri.EscapeDataString(entry.SubjectName)}",
            "orders" => $"/admin/orders/bulk/{entry.SubjectId}",
            "user" when entry.Action != "user.turned-away" => $"/admin/users/{entry.SubjectId}",
            "settings" => $"/admin/settings/{entry.SubjectId.ToLowerInvariant()}",
            "api-key" => "/admin/api-keys",
            "check" => "/admin/check",
            "webhook" when entry.Action != "webhook.deleted" => $"/admin/webhooks/{entry.SubjectId}",
            "mail" => $"/admin/notifications/{entry.SubjectId}",
            "ticket-type" when GetEventId(entry) is { } eventId => $"/admin/events/{eventId}/types",
            _ => null,
        };

    private static Guid? GetEventId(AuditEntry entry) =>
        new[] { entry.After, entry.Before }
            .Where(json => json.Length > 0)
            .Select(json => JsonDocument.Parse(json).RootElement)
            .Select(values => values.TryGetProperty("eventId", out var id) && id.TryGetGuid(out var found) ? found : (Guid?)null)
            .FirstOrDefault(found => found is not null);
}
