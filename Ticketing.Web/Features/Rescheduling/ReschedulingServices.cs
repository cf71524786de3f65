using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;

namespace Ticketing.Features.Rescheduling;

public static class ReschedulingServices
{
    public static IServiceCollection AddRescheduling(this IServiceCollection services) =>
        services
            .AddScoped<TellTicketHolders>()
            .AddScoped<RescheduleEvent>()
            .AddScoped<PostponeEvent>()
            .AddScoped<RefundOffers>()
            .AddScoped<ScheduleChangeQueries>()
            .AddScoped<UntoldChanges>()
            .AddScoped<IOrderConfirmedStep, TellBuyerInPayment>()
            .AddBackgroundJob<RefundReminderJob>(RefundReminderJob.Interval);
}
