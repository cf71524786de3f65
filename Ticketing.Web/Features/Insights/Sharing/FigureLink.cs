using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;

namespace Ticketing.Features.Insights.Sharing;

/// <summary>A secret link to the figures of one event, for somebody without an account. Only the token's hash is stored.</summary>
public sealed class FigureLink
{
    public const int MaxNameLength = 100;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }

    /// <summary>Of whoever has it, such as "Artist's agent".</summary>
    public required string Name { get; init; }
    public required string TokenHash { get; init; }
    public required bool ShowsRevenue { get; init; }

    /// <summary>Name at the time.</summary>
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }
}

internal sealed class FigureLinkMapping : IEntityTypeConfiguration<FigureLink>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<FigureLink> builder)
    {
        builder.ToTable("figure_links");
        builder.Property(l => l.Name).HasMaxLength(FigureLink.MaxNameLength);
        builder.Property(l => l.TokenHash).HasMaxLength(HashLength);
        builder.Property(l => l.CreatedBy).HasMaxLength(100);
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.HasIndex(l => l.EventId);
        builder.HasOne<Event>().WithMany().HasForeignKey(l => l.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
