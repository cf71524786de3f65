using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.WaitingList;

internal sealed class WaitingListMapping
    : IEntityTypeConfiguration<WaitingListEntry>,
        IEntityTypeConfiguration<WaitingListChoice>,
        IEntityTypeConfiguration<WaitingListOffer>
{
    public void Configure(EntityTypeBuilder<WaitingListEntry> builder)
    {
        builder.ToTable("waiting_list_entries");
        builder.Property(e => e.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(e => e.Key).HasMaxLength(64);
        builder.Property(e => e.Language).HasMaxLength(Language.MaxTagLength);
        builder.HasIndex(e => e.Key).IsUnique().HasFilter("status IN ('Waiting', 'Offered')");
        builder.HasIndex(e => new
        {
            e.EventId,
            e.Status,
            e.JoinedAt,
        });
        builder.HasOne<Event>().WithMany().HasForeignKey(e => e.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(e => e.Choices).WithOne().HasForeignKey(c => c.EntryId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(e => e.IsActive);
    }

    public void Configure(EntityTypeBuilder<WaitingListChoice> builder)
    {
        builder.ToTable("waiting_list_choices", table => table.HasCheckConstraint("ck_waiting_list_choices_quantity", "quantity > 0"));
        builder.HasKey(c => new { c.EntryId, c.TicketTypeId });
        builder.HasIndex(c => c.TicketTypeId);
        builder.HasOne<TicketType>().WithMany().HasForeignKey(c => c.TicketTypeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<WaitingListOffer> builder)
    {
        builder.ToTable("waiting_list_offers");
        builder.HasIndex(o => o.EntryId).IsUnique().HasFilter("status = 'Pending'");
        builder.HasIndex(o => o.HoldId).IsUnique();
        builder.HasIndex(o => o.Status);
        builder.HasOne<WaitingListEntry>().WithMany().HasForeignKey(o => o.EntryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Hold>().WithMany().HasForeignKey(o => o.HoldId).OnDelete(DeleteBehavior.Cascade);
    }
}
