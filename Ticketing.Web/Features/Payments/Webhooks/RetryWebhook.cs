using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Payments.Webhooks;

public sealed class RetryWebhook(TicketingDbContext db, AuditTrail audit, TimeProvider clock)
{
    /// <returns>False if it is not stuck (any more).</returns>
    public Task<bool> RetryAsync(string id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var stuck = db.Set<WebhookEvent>().Where(e => e.Id == id && e.Status == WebhookStatus.Stuck);
                var kind = await stuck.Select(e => e.Kind).FirstOrDefaultAsync(ct);
                if (
                    await stuck.ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.Status, WebhookStatus.Waiting)
                                .SetProperty(e => e.SettledAt, (DateTimeOffset?)null)
                                .SetProperty(e => e.Attempts, 0)
                                .SetProperty(e => e.NextTryAt, now),
                        ct
                    ) == 0
                )
                {
                    return false;
                }

                await audit.RecordAsync("message.retried", subjectId: "", id, before: null, new { Kind = kind }, ct);
                return true;
            },
            ct: ct
        );
}
