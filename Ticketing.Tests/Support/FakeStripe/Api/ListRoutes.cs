using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class ListRoutes
{
    public static void MapLists(Action<ApiRoute, Handler> map, Account account)
    {
        map(ApiRoute.ListSessions, request => Sessions(request, account));
        map(
            ApiRoute.ListIntents,
            request =>
            {
                var created = CreatedFilter.Read(request.Parameters);
                return Listing.Page(
                    request,
                    ApiRoute.ListIntents,
                    account.Intents,
                    intent => created.Contains(intent.CreatedAt),
                    Rendering.Intent
                );
            }
        );
        map(
            ApiRoute.ListCharges,
            request =>
            {
                var (created, intent) = (CreatedFilter.Read(request.Parameters), Intent(request, account));
                return Listing.Page(
                    request,
                    ApiRoute.ListCharges,
                    account.Charges,
                    charge => created.Contains(charge.CreatedAt) && (intent ?? charge.Intent) == charge.Intent,
                    Rendering.Charge
                );
            }
        );
        map(
            ApiRoute.ListRefunds,
            request =>
            {
                var (created, intent, charge) = (
                    CreatedFilter.Read(request.Parameters),
                    Intent(request, account),
                    Charge(request, account)
                );
                return Listing.Page(
                    request,
                    ApiRoute.ListRefunds,
                    account.Refunds,
                    refund => created.Contains(refund.CreatedAt) && IsOf(refund.Charge, intent, charge),
                    Rendering.Refund
                );
            }
        );
        map(
            ApiRoute.ListDisputes,
            request =>
            {
                var (created, intent, charge) = (
                    CreatedFilter.Read(request.Parameters),
                    Intent(request, account),
                    Charge(request, account)
                );
                return Listing.Page(
                    request,
                    ApiRoute.ListDisputes,
                    account.Disputes,
                    dispute => created.Contains(dispute.CreatedAt) && IsOf(dispute.Charge, intent, charge),
                    Rendering.Dispute
                );
            }
        );
        map(ApiRoute.ListBalanceTransactions, request => Movements(request, account));
        map(ApiRoute.ListEvents, request => Events(request, account));
    }

    private static Func<JsonObject> Sessions(ApiRequest request, Account account)
    {
        var (created, intent) = (CreatedFilter.Read(request.Parameters), Intent(request, account));
        var status = request.Parameters.OneOf("status", "open", "complete", "expired");
        return Listing.Page(
            request,
            ApiRoute.ListSessions,
            account.Sessions,
            session =>
                created.Contains(session.CreatedAt)
                && (intent is null || session.Intent == intent)
                && (status is null || Rendering.ToSnakeCase(session.Status) == status),
            Rendering.Session
        );
    }

    private static Func<JsonObject> Movements(ApiRequest request, Account account)
    {
        var asked = request.Parameters;
        var (created, type, source) = (CreatedFilter.Read(asked), asked.Text("type"), asked.Text("source"));
        var currency = asked.Text("currency")?.ToLowerInvariant();
        return Listing.Page(
            request,
            ApiRoute.ListBalanceTransactions,
            account.BalanceTransactions,
            moved =>
                created.Contains(moved.CreatedAt)
                && (type ?? moved.Type) == moved.Type
                && (source ?? moved.Source.Id) == moved.Source.Id
                && (currency ?? moved.Currency) == moved.Currency,
            Rendering.BalanceTransaction
        );
    }

    private static Func<JsonObject> Events(ApiRequest request, Account account)
    {
        var (created, type, types) = (
            CreatedFilter.Read(request.Parameters),
            request.Parameters.Text("type"),
            request.Parameters.Texts("types")
        );
        if (type is not null && types.Count > 0)
        {
            throw new ApiErrorException(400, "You may only specify one of these parameters: type, types.");
        }

        return Listing.Page(
            request,
            ApiRoute.ListEvents,
            account.Events,
            happened =>
                created.Contains(happened.CreatedAt)
                && (type ?? happened.Type) == happened.Type
                && (types.Count == 0 || types.Contains(happened.Type)),
            (happened, _) => Rendering.Event(happened)
        );
    }

    private static FakeIntent? Intent(ApiRequest request, Account account) =>
        request.Parameters.Text("payment_intent") is { } id ? account.Intents.GetReferenced(id, "payment_intent") : null;

    private static FakeCharge? Charge(ApiRequest request, Account account) =>
        request.Parameters.Text("charge") is { } id ? account.Charges.GetReferenced(id, "charge") : null;

    private static bool IsOf(FakeCharge actual, FakeIntent? intent, FakeCharge? charge) =>
        (intent ?? actual.Intent) == actual.Intent && (charge ?? actual) == actual;
}
