using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Ticketing.Data.Postgres;
using Ticketing.Data.Sqlite;
using Ticketing.Settings;

namespace Ticketing.Data;

public static class KeyRing
{
    /// <summary>Processes on PostgreSQL share the keys. On SQLite they are files, so that a copied database reveals none.</summary>
    public static IXmlRepository Open(IServiceProvider provider)
    {
        var logs = provider.GetRequiredService<ILoggerFactory>();
        return provider.IsOnPostgres()
            ? new EntityFrameworkCoreXmlRepository<KeyRingContext>(provider, logs)
            : new KeyFiles(new DirectoryInfo(provider.GetRequiredService<StorageFolder>().PathOf("keys")), logs);
    }
}
