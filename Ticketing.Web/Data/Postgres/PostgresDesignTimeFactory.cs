using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ticketing.Data.Postgres;

/// <summary>For <c>dotnet ef</c> alone: writes migrations without starting the program, and without a server.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresTicketingDbContext>
{
    public PostgresTicketingDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresTicketingDbContext>()
            .UseNpgsql("Host=localhost")
            .UseApplicationServiceProvider(new ServiceCollection().AddIdentitySchema().BuildServiceProvider())
            .Options);
}
