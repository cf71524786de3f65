using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;

namespace Ticketing.Features.Tickets;

internal sealed class TicketMapping : IEntityTypeConfiguration<Ticket>, IEntityTypeConfiguration<TicketKey>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("tickets", table => table.HasCheckConstraint("ck_tickets_counts", "issue >= 1 AND number >= 1"));
        builder.Property(t => t.Category).HasMaxLength(100);
        builder.Property(t => t.Attendee).HasMaxLength(200);
        builder.HasIndex(t => new { t.OrderId, t.Number }).IsUnique();
        builder.HasIndex(t => new { t.EventId, t.Status });

        // Scanners ask what has changed.
        builder.HasIndex(t => new
        {
            t.EventId,
            t.ChangedAt,
            t.Id,
        });

        // Check-in pages poll the admission count every few seconds.
        builder.HasIndex(t => new { t.EventId, t.CheckedInAt }).HasFilter("checked_in_at IS NOT NULL");
        builder.HasOne<Event>().WithMany().HasForeignKey(t => t.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TicketType>().WithMany().HasForeignKey(t => t.TicketTypeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TicketKey> builder)
    {
        builder.ToTable("ticket_keys");
        builder.HasKey(k => k.Number);
        builder.Property(k => k.Number).ValueGeneratedOnAdd();
        builder.HasIndex(k => k.EventId).IsUnique();
        builder.HasOne<Event>().WithMany().HasForeignKey(k => k.EventId).OnDelete(DeleteBehavior.Restrict);
    }
}
