using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.OutgoingWebhooks.Network;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.OutgoingWebhooks;

public static class OutgoingWebhookServices
{
    public static IServiceCollection AddOutgoingWebhooks(this IServiceCollection services) =>
        services
            .AddInstruments<WebhookMetrics>()
            .AddWatchedQueue(
                new(
                    "webhooks",
                    (db, now) =>
                        db.Set<WebhookDelivery>()
                            .Where(d => d.Status == WebhookDeliveryStatus.Waiting && (d.NextTryAt <= now || d.LastError != null))
                            .Select(d => d.RequeuedAt ?? d.CreatedAt)
                )
            )
            .AddScoped<WebhookOutbox>()
            .AddSingleton<WebhookSecrets>()
            .AddSingleton<IHostLookup, SystemHostLookup>()
            .AddSingleton<WebhookAddressRules>()
            .AddSingleton<WebhookConnector>()
            .AddSingleton<WebhookClient>()
            .AddScoped<DeliverWebhooks>()
            .AddScoped<RecordDelivery>()
            .AddScoped<DisableWebhookEndpoint>()
            .AddScoped<IEmailComposer, WebhookDisabledEmail>()
            .AddSingleton<WebhookEndpointValidator>()
            .AddScoped<EditWebhookEndpoint>()
            .AddScoped<RotateWebhookSecret>()
            .AddScoped<SendWebhookAgain>()
            .AddScoped<WebhookEndpointQueries>()
            .AddScoped<WebhookDeliveryQueries>()
            .AddBackgroundJob<WebhookDeliveryJob>(WebhookDeliveryJob.Interval)
            .AddBackgroundJob<WebhookDeliveryCleanupJob>(WebhookDeliveryCleanupJob.Interval);
}
