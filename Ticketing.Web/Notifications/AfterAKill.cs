using Ticketing.Hosting;

namespace Ticketing.Notifications;

/// <summary>Requeues messages left by a killed process at startup, instead of waiting for their leases to expire.</summary>
internal sealed class AfterAKill(NotificationQueue queue) : IOpeningStep
{
    public Task RunAsync(CancellationToken ct) => queue.TakeBackAsync(ct);
}
