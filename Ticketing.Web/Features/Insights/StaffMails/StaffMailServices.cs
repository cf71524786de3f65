using Ticketing.Features.Insights.StaffMails.Digests;
using Ticketing.Features.Insights.StaffMails.LowStock;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Insights.StaffMails;

internal static class StaffMailServices
{
    public static IServiceCollection AddStaffMails(this IServiceCollection services) =>
        services
            .AddScoped<StaffMailChoices>()
            .AddScoped<StaffMailLinks>()
            .AddScoped<DigestQueries>()
            .AddScoped<IEmailComposer, DigestEmail>()
            .AddMailPriority(DigestJob.MailKind, MailPriority.Bulk)
            .AddBackgroundJob<DigestJob>(DigestJob.Interval)
            .AddScoped<LowStockThresholds>()
            .AddScoped<IEmailComposer, LowStockEmail>()
            .AddBackgroundJob<LowStockJob>(LowStockJob.Interval);
}
