using Ticketing.Hosting;

namespace Ticketing.Orders;

public static class OrderServices
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddScoped<OrderBook>()
        .AddSingleton<OrderSnapshot>()
        .AddScoped<PlaceOrder>()
        .AddScoped<HeldTicketsBook>()
        .AddSingleton<BuyerDetails>()
        .AddSingleton<RememberedBuyer>()
        .AddSingleton<OrderCookie>()
        .AddScoped<ConfirmOrder>()
        .AddScoped<VoidTickets>()
        .AddScoped<OrderAccess>()
        .AddScoped<ResendConfirmation>()
        .AddScoped<FindOrders>()
        .AddRecurring<OrderUpkeep>(_ => OrderUpkeep.Period);
}
