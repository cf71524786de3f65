using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Sqlite;

namespace Ticketing.Tests.Support.Databases;

/// <summary>An empty database file with the current schema; copying it is faster than migrating.</summary>
internal static class SqliteTemplate
{
    private static readonly Lazy<byte[]> Content = new(Create);

    /// <summary>Keeps an existing file.</summary>
    public static void CopyTo(string path)
    {
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, Content.Value);
        }
    }

    private static byte[] Create()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-template-");
        var path = Path.Combine(folder.FullName, "template.db");
        var options = new DbContextOptionsBuilder<SqliteTicketingDbContext>()
            .UseSqlite($"Data Source={path};Pooling=False")
            .UseApplicationServiceProvider(new ServiceCollection().AddIdentitySchema().BuildServiceProvider())
            .Options;
        using (var db = new SqliteTicketingDbContext(options, new SqliteWriterGate()))
        {
            db.Database.Migrate();
        }

        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;";
            checkpoint.ExecuteNonQuery();
        }

        var content = File.ReadAllBytes(path);
        folder.Delete(recursive: true);
        return content;
    }
}
