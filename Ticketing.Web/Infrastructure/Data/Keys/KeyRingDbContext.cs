using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Infrastructure.Data.Keys;

/// <summary>ASP.NET Core reads and writes keys synchronously, at any time. <see cref="TicketingDbContext"/> migrates the table.</summary>
internal sealed class KeyRingDbContext(DbContextOptions<KeyRingDbContext> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new DataProtectionKeyMapping());
        ModelConventions.Apply(modelBuilder.Model);
    }
}
