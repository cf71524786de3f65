using Ticketing.Features.Reminders.Emails;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Reminders;

public static class ReminderServices
{
    public static IServiceCollection AddReminders(this IServiceCollection services) =>
        services
            .AddScoped<RequestReminder>()
            .AddScoped<ReminderLinks>()
            .AddScoped<AnswerReminder>()
            .AddMailPriority(RequestReminder.MailKind, MailPriority.Awaited)
            .AddMailPriority(ReminderJob.MailKind, MailPriority.Bulk)
            .AddScoped<ReminderMailWriter>()
            .AddScoped<IEmailComposer, ReminderRequestEmail>()
            .AddScoped<IEmailComposer, ReminderEmail>()
            .AddBackgroundJob<ReminderJob>(ReminderJob.Interval)
            .AddBackgroundJob<ReminderCleanupJob>(ReminderCleanupJob.Interval);
}
