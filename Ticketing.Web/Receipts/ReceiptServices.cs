using Ticketing.Tickets;

namespace Ticketing.Receipts;

public static class ReceiptServices
{
    public static IServiceCollection AddReceipts(this IServiceCollection services) => services
        .AddScoped<PaidOrders>()
        .AddScoped(provider => new OrderDocuments(provider.GetRequiredService<PaidOrders>(), provider.GetRequiredService<TicketCodes>()));
}
