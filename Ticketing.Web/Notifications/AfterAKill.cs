using Ticketing.Hosting;

namespace Ticketing.Notifications;

/// <summary>Before the first pass: messages whose process was killed need not wait for their leases to run out.</summary>
internal sealed class AfterAKill(NotificationQueue queue) : IOpeningStep
{
    public Task RunAsync(CancellationToken ct) => queue.TakeBackAsync(ct);
}
