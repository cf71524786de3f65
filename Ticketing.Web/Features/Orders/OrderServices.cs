using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Features.Orders.FreeTickets;
using Ticketing.Features.Orders.Notes;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Orders.Search;
using Ticketing.Features.Orders.Views;
using Ticketing.Infrastructure.Hosting.BackgroundJobs;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Features.Orders;

public static class OrderServices
{
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services
            .AddInstruments<OrderMetrics>()
            .AddScoped<OrderQueries>()
            .AddSingleton<OrderFactory>()
            .AddSingleton<TermsOfSale>()
            .AddScoped<PlaceOrder>()
            .AddScoped<HeldTicketsQueries>()
            .AddSingleton<BuyerValidator>()
            .AddSingleton<RememberedBuyer>()
            .AddSingleton<OrderCookie>()
            .AddScoped<ConfirmOrder>()
            .AddScoped<VoidTickets>()
            .AddScoped<OrderWebhooks>()
            .AddScoped<OrderLanguages>()
            .AddScoped<IMailLanguages>(services => services.GetRequiredService<OrderLanguages>())
            .AddScoped<OrderAccessTokens>()
            .AddScoped<ResendConfirmation>()
            .AddScoped<SendOrderLinks>()
            .AddScoped<DeleteTicketType>()
            .AddScoped<DeleteDraft>()
            .AddScoped<OrderSearch>()
            .AddScoped<OrderNotes>()
            .AddScoped<OrderTags>()
            .AddScoped<SavedOrderViews>()
            .AddScoped<SellAtBoxOffice>()
            .AddScoped<CorrectOrder>()
            .AddScoped<OrderEmailChanges>()
            .AddScoped<OrderEmailCodes>()
            .AddScoped<FreeTicketClaims>()
            .AddScoped<RequestFreeConfirmation>()
            .AddBackgroundJob<OrderExpiryJob>(OrderExpiryJob.Interval);
}
