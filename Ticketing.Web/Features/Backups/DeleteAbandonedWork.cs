using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Backups;

internal sealed class DeleteAbandonedWork(StorageFolder storage) : IStartupStep
{
    public Task RunAsync(CancellationToken ct)
    {
        WorkFolder.DeleteAbandoned(storage);
        return Task.CompletedTask;
    }
}
