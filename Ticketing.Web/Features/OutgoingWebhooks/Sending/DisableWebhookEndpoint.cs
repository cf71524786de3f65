using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.OutgoingWebhooks.Sending;

/// <summary>Nothing more is written for a disabled endpoint. What waits for it is sent when it is enabled again.</summary>
public sealed partial class DisableWebhookEndpoint(
    TicketingDbContext db,
    NotificationOutbox outbox,
    AuditTrail audit,
    StaffLanguages languages,
    TimeProvider clock,
    ILogger<DisableWebhookEndpoint> log
)
{
    public const string NoticeKind = "webhook-disabled";

    /// <returns>False if it is disabled or deleted already.</returns>
    public Task<bool> DisableAsync(Guid id, CancellationToken ct) =>
        DisableAsync(db.Set<WebhookEndpoint>().Where(e => e.Id == id), WebhookDisableReason.Staff, ct);

    /// <summary>Does nothing before the endpoint has failed for long enough, unless it says that it is gone.</summary>
    internal async Task DisableAfterFailureAsync(Guid id, bool isGone, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - WebhookRetries.DisableAfter;
        var failing = db.Set<WebhookEndpoint>().Where(e => e.Id == id && (isGone || e.FailingSince <= since));
        var reason = isGone ? WebhookDisableReason.Gone : WebhookDisableReason.Failing;
        await db.WriteAsync(
            async () =>
            {
                if (await DisableAsync(failing, reason, ct))
                {
                    Disabled(log, id, reason);
                    await TellSuperAdminsAsync(id, ct);
                }
            },
            ct
        );
    }

    private Task<bool> DisableAsync(IQueryable<WebhookEndpoint> endpoint, WebhookDisableReason reason, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                var found = await endpoint.AsNoTracking().FirstOrDefaultAsync(ct);
                var disabled = await endpoint
                    .Where(e => e.DisabledAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.DisabledAt, now).SetProperty(e => e.DisableReason, reason), ct);
                if (found is null || disabled == 0)
                {
                    return false;
                }

                await audit.RecordAsync("webhook.disabled", found.Id, found.Url, before: null, new { Reason = reason }, ct);
                return true;
            },
            ct: ct
        );

    private async Task TellSuperAdminsAsync(Guid endpointId, CancellationToken ct)
    {
        var disabledAt = clock.GetUtcNow().UtcTicks;
        var people = SuperAdmins()
            .Select(u => new
            {
                u.Id,
                u.Email,
                Language = db
                    .UserClaims.Where(c => c.UserId == u.Id && c.ClaimType == StaffLanguages.Claim)
                    .Select(c => c.ClaimValue)
                    .FirstOrDefault(),
            });
        foreach (var person in await people.ToListAsync(ct))
        {
            using var _ = (languages.Find(person.Language ?? "") ?? Language.English).Use();
            await outbox.QueueAsync(NoticeKind, $"{NoticeKind}:{endpointId}:{disabledAt}:{person.Id}", person.Email!, orderId: null, ct);
        }
    }

    private IQueryable<AppUser> SuperAdmins() =>
        db.Users.Where(u =>
            u.Status == StaffStatus.Active
            && db.UserRoles.Any(userRole =>
                userRole.UserId == u.Id && db.Roles.Any(r => r.Id == userRole.RoleId && r.Name == Roles.SuperAdmin)
            )
        );

    internal static Guid ParseEndpointId(Notification notification) => Guid.Parse(notification.DedupeKey.Split(':')[1]);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook endpoint {EndpointId} was disabled: {Reason}")]
    private static partial void Disabled(ILogger logger, Guid endpointId, WebhookDisableReason reason);
}
