using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.OutgoingWebhooks.Endpoints;

/// <summary>For a day both secrets sign, so that the receiver can change over without losing a message.</summary>
public sealed class RotateWebhookSecret(TicketingDbContext db, WebhookSecrets secrets, AuditTrail audit, TimeProvider clock)
{
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <returns>The new secret, to be shown once; null if the one before still signs, or the endpoint is deleted.</returns>
    public Task<string?> RotateAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var (shown, stored) = secrets.Create();
                var rotated = await db.Set<WebhookEndpoint>()
                    .Where(e => e.Id == id && (e.PreviousSecretUntil == null || e.PreviousSecretUntil <= now))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.PreviousProtectedSecret, e => e.ProtectedSecret)
                                .SetProperty(e => e.PreviousSecretUntil, now + Overlap)
                                .SetProperty(e => e.ProtectedSecret, stored),
                        ct
                    );
                if (rotated == 0)
                {
                    return null;
                }

                await RecordAsync("webhook.secret-rotated", id, ct);
                return shown;
            },
            ct: ct
        );

    /// <returns>False if only one secret signs.</returns>
    public Task<bool> EndOverlapAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var ended = await db.Set<WebhookEndpoint>()
                    .Where(e => e.Id == id && e.PreviousSecretUntil > now)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.PreviousProtectedSecret, (byte[]?)null)
                                .SetProperty(e => e.PreviousSecretUntil, (DateTimeOffset?)null),
                        ct
                    );
                if (ended == 0)
                {
                    return false;
                }

                await RecordAsync("webhook.old-secret-ended", id, ct);
                return true;
            },
            ct: ct
        );

    private async Task RecordAsync(string action, Guid id, CancellationToken ct)
    {
        var url = await db.Set<WebhookEndpoint>().Where(e => e.Id == id).Select(e => e.Url).SingleAsync(ct);
        await audit.RecordAsync(action, id, url, before: null, after: null, ct);
    }
}
