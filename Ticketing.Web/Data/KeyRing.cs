using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Ticketing.Data.Postgres;
using Ticketing.Data.Sqlite;
using Ticketing.Settings;

namespace Ticketing.Data;

public static class KeyRing
{
    /// <summary>In the database where several processes may share it; else in files beside it, so that a copied database tells no keys.</summary>
    public static IXmlRepository Open(IServiceProvider provider)
    {
        var logs = provider.GetRequiredService<ILoggerFactory>();
        return provider.IsOnPostgres()
            ? new EntityFrameworkCoreXmlRepository<KeyRingContext>(provider, logs)
            : new KeyFiles(new DirectoryInfo(provider.GetRequiredService<StorageFolder>().PathOf("keys")), logs);
    }
}
