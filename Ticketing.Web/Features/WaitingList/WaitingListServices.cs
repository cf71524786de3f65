using Ticketing.Features.WaitingList.Emails;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.WaitingList;

public static class WaitingListServices
{
    public static IServiceCollection AddWaitingLists(this IServiceCollection services) =>
        services
            .AddScoped<JoinWaitingList>()
            .AddScoped<LeaveWaitingList>()
            .AddScoped<CloseWaitingList>()
            .AddScoped<EditWaitingList>()
            .AddScoped<MakeOffers>()
            .AddScoped<SettleOffers>()
            .AddScoped<WaitingListEntries>()
            .AddScoped<WaitingListQueries>()
            .AddScoped<WaitingListLinks>()
            .AddMailPriority(JoinWaitingList.MailKind, MailPriority.Awaited)
            .AddMailPriority(CloseWaitingList.MailKind, MailPriority.Bulk)
            .AddScoped<WaitingListMailWriter>()
            .AddScoped<OfferText>()
            .AddScoped<IEmailComposer, WaitingListJoinedEmail>()
            .AddScoped<IEmailComposer, OfferEmail>()
            .AddScoped<IEmailComposer, OfferMissedEmail>()
            .AddScoped<IEmailComposer, WaitingListClosedEmail>()
            .AddBackgroundJob<WaitingListJob>(WaitingListJob.Interval)
            .AddBackgroundJob<WaitingListCleanupJob>(WaitingListCleanupJob.Interval);
}
