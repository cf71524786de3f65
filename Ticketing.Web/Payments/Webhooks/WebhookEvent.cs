using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Payments.Webhooks;

public enum WebhookStatus
{
    /// <summary>Stored; worked off soon.</summary>
    Waiting,

    /// <summary>What it told of is as the provider says.</summary>
    Done,

    /// <summary>Of a kind, or about a payment, that is none of ours.</summary>
    Ignored,

    /// <summary>Given up after many tries: a person has to look.</summary>
    Stuck,
}

/// <summary>
/// One message of the payment provider. It is stored before the provider hears "received", once however often it comes, and worked off
/// afterwards. It only says where to look: what counts is what the provider answers when it is asked.
/// </summary>
public sealed class WebhookEvent
{
    public const int LongestId = 255;
    public const int LongestKind = 100;
    public const int LongestError = 500;

    /// <summary>The provider's own: the table's key, so that a message that comes twice is one.</summary>
    public required string Id { get; init; }

    /// <summary>"checkout.session.completed".</summary>
    public required string Kind { get; init; }

    /// <summary>The provider's name for what it is about: a session, a payment, a refund, a dispute.</summary>
    public required string ObjectId { get; init; }

    /// <summary>As it came; emptied once it is worked off, because it names people.</summary>
    public required string Body { get; init; }

    /// <summary>When it happened, as the provider says.</summary>
    public required DateTimeOffset HappenedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public WebhookStatus Status { get; private set; } = WebhookStatus.Waiting;
    public int Attempts { get; private set; }

    /// <summary>Also the claim: whoever works it off moves it first.</summary>
    public required DateTimeOffset NextTryAt { get; init; }
    public DateTimeOffset? SettledAt { get; private set; }
    public string? LastError { get; private set; }
}

/// <summary>
/// Messages that were turned away, counted by reason: somebody's forgeries, or the venue's own settings gone wrong. Counted at most once
/// a minute, so that a flood writes little.
/// </summary>
public sealed class WebhookRefusal
{
    public const int LongestReason = 40;

    /// <summary>Not signed with the venue's secret, or too long ago.</summary>
    public const string Signature = "signature";

    /// <summary>Genuine, of another version than this program was made for.</summary>
    public const string Version = "version";

    /// <summary>Genuine, of the test account where the key is of the live one, or the other way round.</summary>
    public const string Mode = "mode";

    /// <summary>Genuine, and of a form that this program does not know.</summary>
    public const string Malformed = "malformed";

    /// <summary>One of the four above.</summary>
    public required string Reason { get; init; }
    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Minutes in which it happened.</summary>
    public required int Minutes { get; init; }
}

internal sealed class WebhookMapping : IEntityTypeConfiguration<WebhookEvent>, IEntityTypeConfiguration<WebhookRefusal>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.ToTable("webhook_events", table =>
        {
            table.HasCheckConstraint("ck_webhook_events_attempts", "attempts >= 0");
            table.HasCheckConstraint("ck_webhook_events_settled", "(status = 'Waiting') = (settled_at IS NULL)");
        });
        builder.Property(e => e.Id).HasMaxLength(WebhookEvent.LongestId);
        builder.Property(e => e.Kind).HasMaxLength(WebhookEvent.LongestKind);
        builder.Property(e => e.ObjectId).HasMaxLength(WebhookEvent.LongestId);
        builder.Property(e => e.LastError).HasMaxLength(WebhookEvent.LongestError);
        builder.HasIndex(e => new { e.Status, e.NextTryAt });
        builder.HasIndex(e => e.ReceivedAt);
    }

    public void Configure(EntityTypeBuilder<WebhookRefusal> builder)
    {
        builder.ToTable("webhook_refusals", table => table.HasCheckConstraint("ck_webhook_refusals_minutes", "minutes >= 1"));
        builder.HasKey(r => r.Reason);
        builder.Property(r => r.Reason).HasMaxLength(WebhookRefusal.LongestReason);
    }
}
