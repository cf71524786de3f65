using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Keys;

namespace Ticketing.Infrastructure.Hosting.Startup;

/// <summary>Without the venue's keys nothing could be sold, and no ticket or link that buyers have would be good.</summary>
internal sealed class CheckKeys(KeyedHash hash, StorageFolder storage, IServiceProvider services) : IStartupStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (!await hash.IsReadableAsync(ct))
        {
            var place = services.UsesPostgres() ? "the table data_protection_keys" : $"'{storage.GetPath("keys")}'";
            throw new ConfigurationException([
                new(
                    "Storage:Directory",
                    $"the keys in {place} are not those that the database was used with, so no ticket that was sold would be good. Put the "
                        + "venue's own keys back, or restore a backup"
                ),
            ]);
        }
    }
}
