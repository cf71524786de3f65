using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ticketing.Infrastructure.Data.Disk;

namespace Ticketing.Infrastructure.Hosting.Health;

internal sealed class DiskHealthCheck(DiskSpace disk) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(disk.IsFull ? HealthCheckResult.Unhealthy("The database has no space left.") : HealthCheckResult.Healthy());
}
