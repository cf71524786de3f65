using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Reminders;

internal sealed class EventReminderMapping : IEntityTypeConfiguration<EventReminder>
{
    public void Configure(EntityTypeBuilder<EventReminder> builder)
    {
        builder.ToTable("event_reminders");
        builder.Property(r => r.Email).HasMaxLength(EmailAddress.MaxLength);
        builder.Property(r => r.Key).HasMaxLength(64);
        builder.Property(r => r.Language).HasMaxLength(Language.MaxTagLength);
        builder.HasIndex(r => r.Key).IsUnique();
        builder.HasIndex(r => r.EventId);
        builder.HasOne<Event>().WithMany().HasForeignKey(r => r.EventId).OnDelete(DeleteBehavior.Cascade);
    }
}
