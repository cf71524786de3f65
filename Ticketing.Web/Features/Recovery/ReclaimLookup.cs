using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Recovery;

internal sealed class ReclaimLookup(PaymentLookup lookup) : IStartupStep
{
    public Task RunAsync(CancellationToken ct) => lookup.ReclaimAsync(ct);
}
