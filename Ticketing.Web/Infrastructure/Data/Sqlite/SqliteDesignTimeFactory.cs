using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ticketing.Infrastructure.Data.Sqlite;

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteTicketingDbContext>
{
    public SqliteTicketingDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<SqliteTicketingDbContext>()
                .UseSqlite("Data Source=:memory:")
                .UseApplicationServiceProvider(new ServiceCollection().AddIdentitySchema().BuildServiceProvider())
                .Options,
            new SqliteWriterGate()
        );
}
