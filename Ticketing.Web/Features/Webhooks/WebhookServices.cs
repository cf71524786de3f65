using Ticketing.Features.Webhooks.Endpoints;
using Ticketing.Features.Webhooks.Network;
using Ticketing.Features.Webhooks.Sending;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Webhooks;

public static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) =>
        services
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
