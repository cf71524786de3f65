using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Infrastructure.Notifications.Outbox;

internal sealed class MailLimitEntryMapping : IEntityTypeConfiguration<MailLimitEntry>
{
    public void Configure(EntityTypeBuilder<MailLimitEntry> builder)
    {
        builder.ToTable("mail_limit_entries", table => table.HasCheckConstraint("ck_mail_limit_entries_number", "number > 0"));
        builder.HasKey(entry => new { entry.RecipientHash, entry.Number });
        builder.Property(entry => entry.RecipientHash).HasMaxLength(64);
        builder.HasIndex(entry => entry.NotificationId);
        builder.HasIndex(entry => entry.SendAt);
    }
}
