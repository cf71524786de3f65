using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.OutgoingWebhooks;

internal sealed class OutgoingWebhookMapping
    : IEntityTypeConfiguration<WebhookEndpoint>,
        IEntityTypeConfiguration<WebhookDelivery>,
        IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.ToTable(
            "webhook_endpoints",
            table =>
            {
                table.HasCheckConstraint("ck_webhook_endpoints_disabled", "(disabled_at IS NULL) = (disable_reason IS NULL)");
                table.HasCheckConstraint(
                    "ck_webhook_endpoints_previous_secret",
                    "(previous_protected_secret IS NULL) = (previous_secret_until IS NULL)"
                );
            }
        );
        builder.Property(e => e.Url).HasMaxLength(WebhookEndpoint.MaxUrlLength);
        builder.Property(e => e.Description).HasMaxLength(WebhookEndpoint.MaxDescriptionLength);
        builder.Property(e => e.EventTypes).HasMaxLength(WebhookEndpoint.MaxTypesLength);
        builder.Ignore(e => e.Types);
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable(
            "webhook_deliveries",
            table =>
            {
                table.HasCheckConstraint("ck_webhook_deliveries_attempts", "attempts >= 0");
                table.HasCheckConstraint("ck_webhook_deliveries_settled", "(status = 'Waiting') = (settled_at IS NULL)");
            }
        );
        builder.Property(d => d.EventType).HasMaxLength(WebhookDelivery.MaxTypeLength);
        builder.Property(d => d.ResponseBody).HasMaxLength(WebhookDelivery.MaxResponseLength);
        builder.Property(d => d.LastError).HasMaxLength(WebhookDelivery.MaxErrorLength);
        builder.Ignore(d => d.MessageId);
        builder.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(d => d.EndpointId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => new
        {
            d.EndpointId,
            d.Status,
            d.NextTryAt,
        });
        builder.HasIndex(d => d.CreatedAt);

        // Keyset paging of the lists.
        builder.HasIndex(d => new
        {
            d.EndpointId,
            d.CreatedAt,
            d.Id,
        });
        builder.HasIndex(d => new
        {
            d.EndpointId,
            d.Status,
            d.CreatedAt,
            d.Id,
        });
    }

    public void Configure(EntityTypeBuilder<WebhookAttempt> builder)
    {
        builder.ToTable("webhook_attempts");
        builder.Property(a => a.ResponseStart).HasMaxLength(WebhookAttempt.MaxAnswerLength);
        builder.Property(a => a.Error).HasMaxLength(WebhookDelivery.MaxErrorLength);
        builder.HasOne<WebhookDelivery>().WithMany().HasForeignKey(a => a.DeliveryId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => new
        {
            a.DeliveryId,
            a.At,
            a.Id,
        });
    }
}
