using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Events;
using Ticketing.Api.Events.Codes;
using Ticketing.Api.Events.Editing;
using Ticketing.Api.Json;
using Ticketing.Api.Limits;
using Ticketing.Api.Orders;
using Ticketing.Api.Problems;
using Ticketing.Api.Requests;
using Ticketing.Api.Staff;
using Ticketing.Api.Webhooks;

namespace Ticketing.Api;

public static class ApiServices
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));

        // The exception says which parameter is wrong; the status alone would not.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddSingleton<AddressLimit>().AddSingleton<EventResourceFactory>();
        services.AddSingleton<EventDetailsFactory>().AddScoped<EventAnswers>().AddScoped<TicketTypeAnswers>().AddScoped<PromoCodeAnswers>();
        services.AddScoped<OrderAnswers>().AddScoped<StaffAnswers>().AddScoped<WebhookAnswers>();
        return services.AddApiAccess().AddApiDocument();
    }

    /// <summary>Place before routing and after the error pages, which are for people.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.UseHeadRequests();
        app.Use(
            (context, next) =>
            {
                if (ApiPaths.IsApi(context.Request.Path))
                {
                    // A browser sends its cookies wherever a page of another site tells it to.
                    context.Request.Headers.Cookie = default;
                }

                return next(context);
            }
        );
        app.UseApiProblems();
    }
}
