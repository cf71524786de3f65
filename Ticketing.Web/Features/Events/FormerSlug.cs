using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Events;

/// <summary>Redirects to its event; never given to another.</summary>
public sealed class FormerSlug
{
    public required string Slug { get; init; }
    public required Guid EventId { get; init; }
}

internal sealed class FormerSlugMapping : IEntityTypeConfiguration<FormerSlug>
{
    public void Configure(EntityTypeBuilder<FormerSlug> builder)
    {
        builder.ToTable("former_slugs", table => table.HasCheckConstraint("ck_former_slugs_slug", "slug <> ''"));
        builder.HasKey(s => s.Slug);
        builder.Property(s => s.Slug).HasMaxLength(100);
        builder.HasIndex(s => s.EventId);
        builder.HasOne<Event>().WithMany().HasForeignKey(s => s.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
