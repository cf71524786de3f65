using Ticketing.Features.Cancellations;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Receipts.Emails;
using Ticketing.Features.Rescheduling;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.Receipts;

public static class ReceiptServices
{
    public static IServiceCollection AddReceipts(this IServiceCollection services) =>
        services
            .AddScoped<PaidOrderQueries>()
            .AddScoped<OrderLinks>()
            .AddScoped(provider => new OrderDocuments(
                provider.GetRequiredService<PaidOrderQueries>(),
                provider.GetRequiredService<OrderLanguages>(),
                provider.GetRequiredService<TicketCodeService>(),
                provider.GetRequiredService<PosterStore>()
            ))
            .AddScoped<BuyerNames>()
            .AddMailPriority(ConfirmOrder.ConfirmationKind, MailPriority.Awaited)
            .AddMailPriority(SendOrderLinks.LinksKind, MailPriority.Awaited)
            .AddMailPriority(RequestFreeConfirmation.Kind, MailPriority.Awaited)
            .AddMailPriority(OrderEmailCodes.Kind, MailPriority.Awaited)
            .AddMailPriority(ProcessCancellationEntry.NoticeKind, MailPriority.Bulk)
            .AddMailPriority(TellTicketHolders.MailKind, MailPriority.Bulk)
            .AddScoped<IEmailComposer, ScheduleChangeEmail>()
            .AddMailPriority(RefundReminderJob.MailKind, MailPriority.Bulk)
            .AddScoped<IEmailComposer, RefundReminderEmail>()
            .AddScoped<EventMessagePreview>()
            .AddScoped<IEmailComposer, EventMessageEmail>()
            .AddScoped<IEmailComposer, EventMessageTestEmail>()
            .AddScoped<IEmailComposer, TicketReminderEmail>()
            .AddScoped(provider => new ScheduleChangePreview(
                provider.GetRequiredService<PaidOrderQueries>(),
                provider.GetRequiredService<BuyerLinks>(),
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddScoped<IEmailComposer, OrderConfirmationEmail>()
            .AddScoped<IEmailComposer, OrderLinksEmail>()
            .AddScoped<RefundedOrderQueries>()
            .AddScoped<RefundMailWriter>()
            .AddScoped<IEmailComposer, OrderRefundedEmail>()
            .AddScoped<IEmailComposer, EventCancelledEmail>()
            .AddScoped<IEmailComposer, FreeConfirmationEmail>()
            .AddScoped<OrderNoticeWriter>()
            .AddScoped<IEmailComposer, EmailChangedEmail>()
            .AddScoped<IEmailComposer, EmailCodeEmail>()
            .AddScoped<IEmailComposer, TicketsVoidedEmail>()
            .AddScoped<IEmailComposer, PaymentFailedEmail>();
}
