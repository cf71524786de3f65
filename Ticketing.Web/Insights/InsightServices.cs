using Ticketing.Insights.Exports;
using Ticketing.Insights.Figures;
using Ticketing.Insights.Mails;
using Ticketing.Insights.Nights;
using Ticketing.Insights.Nights.Arrivals;
using Ticketing.Insights.Nights.Pace;
using Ticketing.Insights.Timeline;
using Ticketing.Insights.Today;

namespace Ticketing.Insights;

public static class InsightServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services) => services
        .AddScoped<OrderTimeline>()
        .AddScoped<MailList>()
        .AddScoped<SalesFacts>()
        .AddScoped<SalesCount>()
        .AddScoped<EventRanks>()
        .AddScoped<Funnel>()
        .AddScoped<TodayBoard>()
        .AddScoped<Attention>()
        .AddScoped<IExport, OrdersExport>()
        .AddScoped<IExport, AttendeesExport>()
        .AddScoped<IExport, SalesExport>()
        .AddScoped<Export>()
        .AddScoped<ExportRecord>()
        .AddScoped<NightBook>()
        .AddScoped<PaceBook>()
        .AddScoped<ArrivalBook>()
        .AddScoped<ITimelineSource, SaleSource>()
        .AddScoped<ITimelineSource, PaymentSource>()
        .AddScoped<ITimelineSource, RefundSource>()
        .AddScoped<ITimelineSource, StaffSource>()
        .AddScoped<ITimelineSource, DoorSource>()
        .AddScoped<ITimelineSource, MailSource>();
}
