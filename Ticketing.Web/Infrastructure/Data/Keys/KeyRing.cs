using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Infrastructure.Data.Keys;

public static class KeyRing
{
    /// <summary>Processes on PostgreSQL share the keys. On SQLite they are files, so that a copied database reveals none.</summary>
    public static IXmlRepository CreateRepository(IServiceProvider provider)
    {
        var logs = provider.GetRequiredService<ILoggerFactory>();
        return provider.UsesPostgres()
            ? new EntityFrameworkCoreXmlRepository<KeyRingDbContext>(provider, logs)
            : new KeyFileRepository(new DirectoryInfo(provider.GetRequiredService<StorageFolder>().GetPath("keys")), logs);
    }
}
