using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Ticketing.Hosting;
using Ticketing.Settings;

namespace Ticketing.Notifications;

public static class NotificationServices
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.TryAddSingleton(new SmtpTrust());
        return services
            .AddScoped<Outbox>()
            .AddScoped<MailHealth>()
            .AddScoped<MailPurpose>()
            .AddScoped<MailReader>()
            .AddScoped<MailAlarms>()
            .AddScoped<RequeueMail>()
            .AddSingleton<MailCircuit>()
            .AddSingleton<MimeMail>()
            .AddSingleton<EmailPress>()
            .AddScoped<NotificationQueue>()
            .AddScoped<PickupMail>()
            .AddScoped<SmtpMail>()
            .AddScoped<IMailTransport>(provider => provider.GetRequiredService<IOptionsMonitor<MailOptions>>().CurrentValue.Transport switch
            {
                MailTransport.Smtp => provider.GetRequiredService<SmtpMail>(),
                _ => provider.GetRequiredService<PickupMail>(),
            })
            .AddOpeningStep<AfterAKill>()
            .AddRecurring<NotificationDispatcher>(provider =>
                provider.GetRequiredService<IOptionsMonitor<NotificationOptions>>().CurrentValue.PollInterval);
    }
}
