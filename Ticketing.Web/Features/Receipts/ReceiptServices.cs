using Ticketing.Features.Receipts.Emails;
using Ticketing.Features.Tickets;
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
                provider.GetRequiredService<TicketCodeService>()
            ))
            .AddScoped<IEmailComposer, OrderConfirmationEmail>()
            .AddScoped<IEmailComposer, OrderLinksEmail>()
            .AddScoped<RefundedOrderQueries>()
            .AddScoped<RefundMailWriter>()
            .AddScoped<IEmailComposer, OrderRefundedEmail>()
            .AddScoped<IEmailComposer, EventCancelledEmail>()
            .AddScoped<IEmailComposer, PaymentFailedEmail>();
}
