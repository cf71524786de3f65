using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;

namespace Ticketing.Features.WaitingRoom;

internal sealed class WaitingRoomMapping : IEntityTypeConfiguration<EventWaitingRoom>, IEntityTypeConfiguration<WaitingRoomAddress>
{
    public void Configure(EntityTypeBuilder<EventWaitingRoom> builder)
    {
        builder.ToTable(
            "waiting_rooms",
            table =>
                table.HasCheckConstraint(
                    "ck_waiting_rooms_served",
                    "served >= 0 AND served <= joined AND crowded_served >= 0 AND crowded_served <= crowded_joined"
                )
        );
        builder.HasKey(r => r.EventId);
        builder.Property(r => r.EventId).ValueGeneratedNever();
        builder.Property(r => r.Seed).HasMaxLength(64);
        builder.HasOne<Event>().WithMany().HasForeignKey(r => r.EventId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(r => r.IsOpen).Ignore(r => r.Counts);
    }

    public void Configure(EntityTypeBuilder<WaitingRoomAddress> builder)
    {
        builder.ToTable("waiting_room_addresses", table => table.HasCheckConstraint("ck_waiting_room_addresses_places", "places > 0"));
        builder.HasKey(a => a.Key);
        builder.Property(a => a.Key).HasMaxLength(64);
        builder.HasIndex(a => a.EventId);
        builder.HasOne<Event>().WithMany().HasForeignKey(a => a.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
