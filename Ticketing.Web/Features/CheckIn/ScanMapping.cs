using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Features.Tickets;

namespace Ticketing.Features.CheckIn;

internal sealed class ScanMapping : IEntityTypeConfiguration<Scan>
{
    public void Configure(EntityTypeBuilder<Scan> builder)
    {
        builder.ToTable("scans");
        builder.Property(s => s.Key).HasMaxLength(Scan.MaxKeyLength);
        builder.Property(s => s.ByName).HasMaxLength(100);
        builder.Property(s => s.Gate).HasMaxLength(Scan.MaxGateLength);

        // A stale form resubmitted with another code is a new attempt.
        builder
            .HasIndex(s => new
            {
                s.Key,
                s.TicketId,
                s.EventId,
            })
            .IsUnique();
        builder.HasIndex(s => new { s.TicketId, s.At });
        builder.HasIndex(s => new { s.EventId, s.At });
        builder.HasOne<Event>().WithMany().HasForeignKey(s => s.EventId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Ticket>().WithMany().HasForeignKey(s => s.TicketId).OnDelete(DeleteBehavior.Restrict);
    }
}
