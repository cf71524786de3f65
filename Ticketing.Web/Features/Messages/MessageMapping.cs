using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Messages;

internal sealed class MessageMapping
    : IEntityTypeConfiguration<EventMessage>,
        IEntityTypeConfiguration<MessageRecipient>,
        IEntityTypeConfiguration<TicketReminderChoice>,
        IEntityTypeConfiguration<UnsubscribedAddress>
{
    private static readonly ValueComparer<IReadOnlyList<Guid>> ById = new(
        (one, other) => one!.SequenceEqual(other!),
        ids => ids.Count,
        ids => ids
    );

    public void Configure(EntityTypeBuilder<EventMessage> builder)
    {
        builder.ToTable(
            "event_messages",
            table =>
            {
                table.HasCheckConstraint("ck_event_messages_counts", "delay >= 0 AND without_email >= 0");
                table.HasCheckConstraint("ck_event_messages_started", "status NOT IN ('Sending', 'Sent') OR started_at IS NOT NULL");
                table.HasCheckConstraint("ck_event_messages_stopped", "(status = 'Stopped') = (stop_reason IS NOT NULL)");
            }
        );
        builder.Property(m => m.Subject).HasMaxLength(EventMessage.MaxSubjectLength);
        builder.Property(m => m.Body).HasMaxLength(EventMessage.MaxBodyLength);
        builder.Property(m => m.Translations).HasConversion(texts => texts.Json, json => TextTranslations.Parse(json));
        builder.Property(m => m.TicketTypeIds).HasConversion(ids => Write(ids), text => Read(text), ById);
        builder.Property(m => m.CreatedBy).HasMaxLength(100);
        builder.Property(m => m.ScheduledBy).HasMaxLength(100);
        builder.Property(m => m.StoppedBy).HasMaxLength(100);
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.Ignore(m => m.IsReminder);
        builder.HasIndex(m => new { m.EventId, m.CreatedAt });
        builder.HasIndex(m => m.Status).HasFilter("status IN ('Scheduled', 'Sending')");
        builder
            .HasIndex(m => new { m.EventId, m.EventStartsAt })
            .IsUnique()
            .HasDatabaseName("ix_event_messages_reminders")
            .HasFilter("topic = 'TicketReminder'");
        builder.HasOne<Event>().WithMany().HasForeignKey(m => m.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MessageRecipient> builder)
    {
        builder.ToTable(
            "message_recipients",
            table => table.HasCheckConstraint("ck_message_recipients_queued", "(status = 'Queued') = (mail_id IS NOT NULL)")
        );
        builder.HasKey(r => new { r.MessageId, r.OrderId });
        builder.Property(r => r.Key).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(r => new { r.MessageId, r.Key }).IsUnique();
        builder.HasIndex(r => new { r.MessageId, r.Status });
        builder.HasIndex(r => r.OrderId);
        builder.HasIndex(r => r.MailId).IsUnique();
        builder.HasOne<EventMessage>().WithMany().HasForeignKey(r => r.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Notification>().WithMany().HasForeignKey(r => r.MailId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<TicketReminderChoice> builder)
    {
        builder.ToTable("ticket_reminder_choices");
        builder.HasKey(c => c.EventId);
        builder.Property(c => c.EventId).ValueGeneratedNever();
        builder.HasOne<Event>().WithMany().HasForeignKey(c => c.EventId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<UnsubscribedAddress> builder)
    {
        builder.ToTable("unsubscribed_addresses");
        builder.HasKey(a => a.Hash);
        builder.Property(a => a.Hash).HasMaxLength(64);
    }

    internal static string Write(IReadOnlyList<Guid> ids) => string.Join(' ', ids.Select(id => id.ToString("N")));

    internal static IReadOnlyList<Guid> Read(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "N"))];
}
