using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Ticketing.Data.Postgres;

/// <summary>
/// The framework's view of its keys, which it reads and writes synchronously and whenever it likes: beside
/// <see cref="TicketingDbContext"/>, whose migrations make the table.
/// </summary>
internal sealed class KeyRingContext(DbContextOptions<KeyRingContext> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new DataProtectionKeyMapping());
        ModelConventions.Apply(modelBuilder.Model);
    }
}
