using Ticketing.Features.Messages.Editing;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Messages;

public static class MessageServices
{
    public static IServiceCollection AddMessages(this IServiceCollection services) =>
        services
            .AddScoped<MessageRules>()
            .AddScoped<NewsAddresses>()
            .AddScoped<UnsubscribeLinks>()
            .AddScoped<MessageOrders>()
            .AddScoped<MessageQueries>()
            .AddScoped<EditMessage>()
            .AddScoped<ScheduleMessage>()
            .AddScoped<SendTestMessage>()
            .AddScoped<ChooseTicketReminder>()
            .AddScoped<StartMessage>()
            .AddScoped<QueueMessageMails>()
            .AddMailPriority(MessageMails.Message, MailPriority.Bulk)
            .AddMailPriority(MessageMails.Reminder, MailPriority.Bulk)
            .AddMailPriority(MessageMails.Test, MailPriority.Awaited)
            .AddBackgroundJob<MessageJob>(MessageJob.Interval)
            .AddBackgroundJob<TicketReminderJob>(TicketReminderJob.Interval);
}
