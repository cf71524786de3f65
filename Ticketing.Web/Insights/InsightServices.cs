using Ticketing.Insights.Timeline;

namespace Ticketing.Insights;

public static class InsightServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddScoped<OrderTimeline>()
        .AddScoped<ITimelineSource, SaleSource>()
        .AddScoped<ITimelineSource, PaymentSource>()
        .AddScoped<ITimelineSource, StaffSource>()
        .AddScoped<ITimelineSource, DoorSource>()
        .AddScoped<ITimelineSource, MailSource>();
}
