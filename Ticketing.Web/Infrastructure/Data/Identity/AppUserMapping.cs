using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Infrastructure.Data.Identity;

internal sealed class AppUserMapping : IEntityTypeConfiguration<AppUser>, IEntityTypeConfiguration<IdentityRole<Guid>>
{
    public void Configure(EntityTypeBuilder<AppUser> builder) => builder.Property(u => u.Name).HasMaxLength(100);

    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder) =>
        builder.HasData(
            Role("0199a000-0000-7000-8000-000000000001", Roles.SuperAdmin),
            Role("0199a000-0000-7000-8000-000000000002", Roles.Admin)
        );

    private static IdentityRole<Guid> Role(string id, string name) =>
        new(name)
        {
            Id = Guid.Parse(id),
            NormalizedName = name.ToUpperInvariant(),
            ConcurrencyStamp = id,
        };
}
