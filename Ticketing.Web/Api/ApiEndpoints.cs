using Ticketing.Api.Access;
using Ticketing.Api.ApiKeys;
using Ticketing.Api.Audit;
using Ticketing.Api.BoxOffice;
using Ticketing.Api.CheckIn;
using Ticketing.Api.Documentation;
using Ticketing.Api.Events;
using Ticketing.Api.Events.Codes;
using Ticketing.Api.Events.Editing;
using Ticketing.Api.Exports;
using Ticketing.Api.Holds;
using Ticketing.Api.Insights;
using Ticketing.Api.Languages;
using Ticketing.Api.Orders;
using Ticketing.Api.Problems;
using Ticketing.Api.Staff;
using Ticketing.Api.Tokens;
using Ticketing.Api.Webhooks;

namespace Ticketing.Api;

public static class ApiEndpoints
{
    /// <summary>Every operation must say who may call it; one that does not is refused to everybody.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapApiDocument();
        routes.MapProblemTypes();
        routes.MapPublishedKeys();
        var api = routes.MapGroup(ApiPaths.Version1).RequireAuthorization(ApiAccess.Policy);
        api.MapEvents();
        api.MapEventEditing();
        api.MapPostponements();
        api.MapTicketTypes();
        api.MapPromoCodes();
        api.MapHolds();
        api.MapInsights();
        api.MapExports();
        api.MapStaff();
        api.MapAudit();
        api.MapOrders();
        api.MapOrderChanges();
        api.MapBoxOffice();
        api.MapCheckIn();
        api.MapTicketLists();
        api.MapLanguages();
        api.MapTokens();
        api.MapApiKeys();
        api.MapWebhooks();
        api.MapWebhookDeliveries();
    }
}
