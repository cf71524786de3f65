using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Events;

internal sealed class EventMapping : IEntityTypeConfiguration<Event>
{
    public void Configure(EntityTypeBuilder<Event> builder)
    {
        builder.ToTable(
            "events",
            table =>
            {
                table.HasCheckConstraint("ck_events_stock", "held >= 0 AND sold >= 0 AND (capacity IS NULL OR held + sold <= capacity)");
                table.HasCheckConstraint("ck_events_slug", "slug <> ''");
            }
        );
        builder.Property(e => e.Slug).HasMaxLength(100);
        builder.Property(e => e.Title).HasMaxLength(200);
        builder.Property(e => e.Kind).HasMaxLength(60);
        builder.Property(e => e.Summary).HasMaxLength(400);
        builder.Property(e => e.Description).HasMaxLength(20_000);
        builder.Property(e => e.Location).HasMaxLength(200);
        builder.Property(e => e.Address).HasMaxLength(300);
        builder.Property(e => e.LineUp).HasMaxLength(2000);
        builder.Property(e => e.AccessInfo).HasMaxLength(1000);
        builder.Property(e => e.RefundRule).HasMaxLength(300);
        builder.Property(e => e.TimeZone).HasMaxLength(64);
        builder.Property(e => e.Poster).HasMaxLength(64);
        builder.Property(e => e.RemovedPoster).HasMaxLength(64);
        builder.Property(e => e.PosterAlt).HasMaxLength(300);
        builder.Property(e => e.Translations).HasConversion(texts => texts.Json, json => TextTranslations.Parse(json));
        builder.Property(e => e.Version).IsConcurrencyToken();
        builder.HasIndex(e => e.Slug).IsUnique();
        builder.HasIndex(e => new { e.Status, e.StartsAt });
        builder.HasMany(e => e.TicketTypes).WithOne().HasForeignKey(t => t.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(e => e.Remaining).Ignore(e => e.IsPublic).Ignore(e => e.Acts).Ignore(e => e.WaitingListEndsAt);
    }
}
