using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ticketing.Features.Payments.Providers.StripeCheckout;

namespace Ticketing.Features.Payments.Webhooks;

public enum WebhookStatus
{
    Waiting,

    Done,

    /// <summary>Not a type that we handle, or not our payment.</summary>
    Ignored,

    Stuck,
}

/// <summary>
/// Stored before it is acknowledged, and processed later. It only tells which object to look up; the provider's API is the source of truth.
/// </summary>
public sealed class WebhookEvent
{
    public const int MaxIdLength = StripeEventEnvelope.MaxIdLength;
    public const int MaxKindLength = StripeEventEnvelope.MaxKindLength;
    public const int MaxErrorLength = 500;

    /// <summary>The provider's; as primary key it deduplicates deliveries.</summary>
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>Cleared once processed: it holds personal data.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public WebhookStatus Status { get; private set; } = WebhookStatus.Waiting;
    public int Attempts { get; private set; }

    /// <summary>Also the lease.</summary>
    public required DateTimeOffset NextTryAt { get; init; }
    public DateTimeOffset? SettledAt { get; private set; }
    public string? LastError { get; private set; }
}

/// <summary>Updated at most once a minute, so that a flood writes little.</summary>
public sealed class WebhookRefusal
{
    public const int MaxReasonLength = 40;

    /// <summary>Wrong or outdated signature.</summary>
    public const string Signature = "signature";

    /// <summary>Genuine, but for another API version.</summary>
    public const string Version = "version";

    /// <summary>Genuine, but from test mode while the key is live, or the reverse.</summary>
    public const string Mode = "mode";

    /// <summary>Genuine, but of an unknown shape.</summary>
    public const string Malformed = "malformed";

    public required string Reason { get; init; }
    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Number of distinct minutes with a rejection.</summary>
    public required int Minutes { get; init; }
}

internal sealed class WebhookMapping : IEntityTypeConfiguration<WebhookEvent>, IEntityTypeConfiguration<WebhookRefusal>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> builder)
    {
        builder.ToTable(
            "webhook_events",
            table =>
            {
                table.HasCheckConstraint("ck_webhook_events_attempts", "attempts >= 0");
                table.HasCheckConstraint("ck_webhook_events_settled", "(status = 'Waiting') = (settled_at IS NULL)");
            }
        );
        builder.Property(e => e.Id).HasMaxLength(WebhookEvent.MaxIdLength);
        builder.Property(e => e.Kind).HasMaxLength(WebhookEvent.MaxKindLength);
        builder.Property(e => e.ObjectId).HasMaxLength(WebhookEvent.MaxIdLength);
        builder.Property(e => e.LastError).HasMaxLength(WebhookEvent.MaxErrorLength);
        builder.HasIndex(e => new { e.Status, e.NextTryAt });
        builder.HasIndex(e => e.ReceivedAt);
    }

    public void Configure(EntityTypeBuilder<WebhookRefusal> builder)
    {
        builder.ToTable("webhook_refusals", table => table.HasCheckConstraint("ck_webhook_refusals_minutes", "minutes >= 1"));
        builder.HasKey(r => r.Reason);
        builder.Property(r => r.Reason).HasMaxLength(WebhookRefusal.MaxReasonLength);
    }
}
