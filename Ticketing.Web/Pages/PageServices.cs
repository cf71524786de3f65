using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Pages.Events;
using Ticketing.Pages.Languages;
using Ticketing.Pages.Orders;

namespace Ticketing.Pages;

public static class PageServices
{
    public static IServiceCollection AddTicketingPages(this IServiceCollection services)
    {
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services
            .AddRazorPages()
            .AddMvcOptions(options =>
            {
                options.Filters.Add<PagePostFilter>();
                options.Filters.Add<LanguageRedirectFilter>();
                options.Filters.Add<AntiforgeryRefusalFilter>();
            });
        return services
            .AddScoped<OrderPages>()
            .AddSingleton<PageLanguages>()
            .AddSingleton<EventDetailsViewFactory>()
            .AddScoped<PageCode>()
            .AddScoped<IPageVariant>(services => services.GetRequiredService<PageCode>())
            .AddSingleton<ChoiceLimits>()
            .AddScoped<NextEvents>();
    }
}
