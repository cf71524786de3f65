using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Pages.Events;
using Ticketing.Pages.Orders;

namespace Ticketing.Pages;

public static class PageServices
{
    public static IServiceCollection AddTicketingPages(this IServiceCollection services)
    {
        services
            .AddRazorPages()
            .AddMvcOptions(options =>
            {
                options.Filters.Add<PagePostFilter>();
                options.Filters.Add<AntiforgeryRefusalFilter>();
            });
        return services.AddScoped<OrderPages>().AddSingleton<EventDetailsViewFactory>();
    }
}
