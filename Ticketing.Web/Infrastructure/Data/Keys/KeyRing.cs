using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Infrastructure.Data.Keys;

public static class KeyRing
{
    public const string ApplicationName = "Ticketing";

    /// <summary>Processes on PostgreSQL share the keys. On SQLite they are files, so that a copied database reveals none.</summary>
    public static IXmlRepository CreateRepository(IServiceProvider provider)
    {
        var logs = provider.GetRequiredService<ILoggerFactory>();
        return provider.UsesPostgres()
            ? new EntityFrameworkCoreXmlRepository<KeyRingDbContext>(provider, logs)
            : new KeyFileRepository(new DirectoryInfo(provider.GetRequiredService<StorageFolder>().GetPath("keys")), logs);
    }

    /// <summary>Tells if the keys in a folder are those that a database needs.</summary>
    internal static bool CanUnprotect(string folder, byte[] hashSecret)
    {
        try
        {
            DataProtectionProvider
                .Create(new DirectoryInfo(folder), builder => builder.SetApplicationName(ApplicationName).DisableAutomaticKeyGeneration())
                .CreateProtector(KeyedHash.Purpose)
                .Unprotect(hashSecret);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
