using Ticketing.Notifications;
using Ticketing.Tickets;

namespace Ticketing.Receipts;

public static class ReceiptServices
{
    public static IServiceCollection AddReceipts(this IServiceCollection services) => services
        .AddScoped<PaidOrders>()
        .AddScoped<OrderLinks>()
        .AddScoped(provider => new OrderDocuments(provider.GetRequiredService<PaidOrders>(), provider.GetRequiredService<TicketCodes>()))
        .AddScoped<IEmailComposer, OrderConfirmationEmail>()
        .AddScoped<IEmailComposer, OrderLinksEmail>()
        .AddScoped<RefundedOrders>()
        .AddScoped<IEmailComposer, OrderRefundedEmail>()
        .AddScoped<IEmailComposer, EventCancelledEmail>()
        .AddScoped<IEmailComposer, PaymentFailedEmail>();
}
