using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Arrivals;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Insights.Mails;
using Ticketing.Features.Insights.Sales;
using Ticketing.Features.Insights.Sharing;
using Ticketing.Features.Insights.StaffMails;
using Ticketing.Features.Insights.Timeline;
using Ticketing.Features.Insights.Today;

namespace Ticketing.Features.Insights;

public static class InsightServices
{
    public static IServiceCollection AddInsights(this IServiceCollection services) =>
        services
            .AddScoped<OrderTimeline>()
            .AddScoped<MailListQueries>()
            .AddScoped<SalesFactQueries>()
            .AddScoped<SalesReportQueries>()
            .AddScoped<OrderTotalsQueries>()
            .AddScoped<EventRanking>()
            .AddScoped<CheckoutFunnel>()
            .AddScoped<TodayQueries>()
            .AddScoped<RecentSalesQueries>()
            .AddScoped<ActionItemQueries>()
            .AddScoped<RevenueQueries>()
            .AddScoped<IExport, OrdersExport>()
            .AddScoped<IExport, AttendeesExport>()
            .AddScoped<IExport, SalesExport>()
            .AddScoped<ExportWriter>()
            .AddScoped<ExportPreferences>()
            .AddScoped<ExportAudit>()
            .AddScoped<EventFigureQueries>()
            .AddScoped<PromoCodeFigureQueries>()
            .AddScoped<PaceQueries>()
            .AddScoped<ArrivalQueries>()
            .AddScoped<ITimelineSource, OrderTimelineSource>()
            .AddScoped<ITimelineSource, PaymentTimelineSource>()
            .AddScoped<ITimelineSource, RefundTimelineSource>()
            .AddScoped<ITimelineSource, AuditTimelineSource>()
            .AddScoped<ITimelineSource, ScanTimelineSource>()
            .AddScoped<ITimelineSource, MailTimelineSource>()
            .AddScoped<FigureLinks>()
            .AddScoped<SharedFigureQueries>()
            .AddStaffMails();
}
