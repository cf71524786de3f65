using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Ticketing.Data.Postgres;
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
            : new FileSystemXmlRepository(new DirectoryInfo(provider.GetRequiredService<StorageFolder>().PathOf("keys")), logs);
    }

    /// <summary>
    /// The framework makes a key when it needs one and finds none, and then keeps what it knows for a day. Two processes that do so at once
    /// would each seal with a key that the other does not know: so this is called by one after the other.
    /// </summary>
    public static void MakeFirstKey(IServiceProvider provider) =>
        provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("Ticketing.FirstKey").Protect([]);
}
