using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;

namespace Ticketing.Features.Orders.FreeTickets;

internal sealed class FreeTicketClaimMapping : IEntityTypeConfiguration<FreeTicketClaim>
{
    public void Configure(EntityTypeBuilder<FreeTicketClaim> builder)
    {
        builder.ToTable("free_ticket_claims", table => table.HasCheckConstraint("ck_free_ticket_claims_tickets", "tickets >= 0"));
        builder.HasKey(c => c.Key);
        builder.Property(c => c.Key).HasMaxLength(64);
        builder.HasIndex(c => c.EventId);
        builder.HasOne<Event>().WithMany().HasForeignKey(c => c.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
