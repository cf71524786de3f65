using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Infrastructure.Notifications.Outbox;

/// <summary>Requeues messages left by a killed process at startup, instead of waiting for their leases to expire.</summary>
internal sealed class ReclaimAbandonedMail(NotificationQueue queue) : IStartupStep
{
    public Task RunAsync(CancellationToken ct) => queue.ReclaimAbandonedAsync(ct);
}
