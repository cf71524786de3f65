using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ticketing.Infrastructure.Data.Postgres;

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresTicketingDbContext>
{
    public PostgresTicketingDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresTicketingDbContext>()
                .UseNpgsql("Host=localhost")
                .UseApplicationServiceProvider(new ServiceCollection().AddIdentitySchema().BuildServiceProvider())
                .Options
        );
}
