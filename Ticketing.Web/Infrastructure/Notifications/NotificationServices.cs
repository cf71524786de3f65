using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Hosting.Metrics;
using Ticketing.Infrastructure.Hosting.Startup;
using Ticketing.Infrastructure.Notifications.Admin;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Infrastructure.Notifications.Layout;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Notifications;

public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton(new SmtpCertificateValidation());
        return services
            .AddInstruments<MailMetrics>()
            .AddWatchedQueue(
                new(
                    "mails",
                    (db, now) =>
                        db.Set<Notification>()
                            .Where(n => n.Status == NotificationStatus.Pending && (n.DueAt <= now || n.LastError != null))
                            // Until it has failed, it may have been queued for later.
                            .Select(n => n.LastError == null ? n.DueAt : n.RequeuedAt ?? n.CreatedAt)
                )
            )
            .AddWatchedQueue(
                new(
                    "mails_given_up",
                    (db, _) => db.Set<Notification>().Where(n => n.Status == NotificationStatus.Dead).Select(n => n.CreatedAt)
                )
            )
            .AddScoped<RecipientLimit>()
            .AddScoped<NotificationOutbox>()
            .AddScoped<ProvenAddresses>()
            .AddScoped<MailHealth>()
            .AddScoped<MailRenderMode>()
            .AddScoped<MailReader>()
            .AddScoped<MailAlarms>()
            .AddScoped<MailActions>()
            .AddSingleton<MailCircuit>()
            .AddSingleton<MimeMessageBuilder>()
            .AddSingleton<MailHtmlRenderer>()
            .AddSingleton<EmailRenderer>()
            .AddScoped<NotificationQueue>()
            .AddScoped<PickupMailTransport>()
            .AddScoped<SmtpMailTransport>()
            .AddSingleton<SmtpSignIn>()
            .AddSingleton<SmtpAccessTokens>()
            .AddScoped<IMailTransport>(provider =>
                provider.GetRequiredService<IOptionsMonitor<MailOptions>>().CurrentValue.Transport switch
                {
                    MailTransport.Smtp => provider.GetRequiredService<SmtpMailTransport>(),
                    _ => provider.GetRequiredService<PickupMailTransport>(),
                }
            )
            .AddStartupStep<ReclaimAbandonedMail>()
            .AddBackgroundJob<MailCleanupJob>(MailCleanupJob.Interval)
            .AddBackgroundJob<NotificationDispatcher>(provider =>
                provider.GetRequiredService<IOptionsMonitor<NotificationOptions>>().CurrentValue.PollInterval
            );
    }

    public static IServiceCollection AddMailPriority(this IServiceCollection services, string kind, MailPriority priority) =>
        services.AddSingleton(new MailKindPriority(kind, priority));
}
