using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Pages.Events;
using Ticketing.Pages.Orders;

namespace Ticketing.Pages;

public static class PageServices
{
    public static IServiceCollection AddTicketingPages(this IServiceCollection services)
    {
        services.AddRazorPages().AddMvcOptions(options => options.Filters.Add<PagePostFilter>());
        return services.AddScoped<OrderPages>().AddSingleton<EventDetailsViewFactory>();
    }
}
