using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Notifications;

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable(
            "notifications",
            table =>
            {
                table.HasCheckConstraint("ck_notifications_attempts", "attempts >= 0");
                table.HasCheckConstraint("ck_notifications_sent", "status <> 'Sent' OR sent_at IS NOT NULL");
                table.HasCheckConstraint(
                    "ck_notifications_lease",
                    "status <> 'Sending' OR (lease_until IS NOT NULL AND lease_owner IS NOT NULL)"
                );
            }
        );
        builder.Property(n => n.Priority).HasConversion<int>().HasDefaultValue(MailPriority.Normal).HasSentinel(MailPriority.Normal);
        builder.Property(n => n.Kind).HasMaxLength(60);
        builder.Property(n => n.DedupeKey).HasMaxLength(200);
        builder.Property(n => n.Channel).HasMaxLength(16);
        builder.Property(n => n.Recipient).HasMaxLength(254);
        builder.Property(n => n.RecipientKey).HasMaxLength(254).UseBytewiseCollation();
        builder.Property(n => n.Language).HasMaxLength(Language.MaxTagLength).HasDefaultValue(Language.English.Tag);
        builder.Property(n => n.LeaseOwner).HasMaxLength(64);
        builder.Property(n => n.Subject).HasMaxLength(300);
        builder.Property(n => n.MessageId).HasMaxLength(300);
        builder.Property(n => n.ServerResponse).HasMaxLength(1000);
        builder.Property(n => n.LastError).HasMaxLength(1000);
        builder.Property(n => n.TraceParent).HasMaxLength(Tracing.MaxTraceParentLength);
        builder.HasIndex(n => n.DedupeKey).IsUnique();
        builder.HasIndex(n => new
        {
            n.Status,
            n.Priority,
            n.DueAt,
        });
        builder.HasIndex(n => n.OrderId);
        builder.HasIndex(n => n.RecipientKey);

        // Keyset paging of the lists.
        builder.HasIndex(n => new { n.CreatedAt, n.Id });
        builder.HasIndex(n => new
        {
            n.Status,
            n.CreatedAt,
            n.Id,
        });
        builder.HasIndex(n => n.SentAt);
        builder.HasIndex(n => n.SentAt, "ix_notifications_kept_bodies").HasFilter("content IS NOT NULL");
        builder.Ignore(n => n.IsWaiting).Ignore(n => n.IsSetAside);
    }
}
