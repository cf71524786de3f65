using Ticketing.Hosting;
using Ticketing.Orders.Search;

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
        .AddScoped<Takings>()
        .AddScoped<DeleteTicketType>()
        .AddScoped<OrderSearch>()
        .AddScoped<SellAtBoxOffice>()
        .AddScoped<CorrectOrder>()
        .AddRecurring<OrderUpkeep>(_ => OrderUpkeep.Period);
}
