using System.Text.Json.Nodes;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class ListRoutes
{
    public static void MapLists(Action<Route, Handler> map, Account account)
    {
        map(Route.ListSessions, request => Sessions(request, account));
        map(Route.ListIntents, request =>
        {
            var created = Period.Read(request.Parameters);
            return Listing.Page(request, Route.ListIntents, account.Intents, intent => created.Contains(intent.CreatedAt), Rendering.Intent);
        });
        map(Route.ListCharges, request =>
        {
            var (created, intent) = (Period.Read(request.Parameters), Intent(request, account));
            return Listing.Page(request, Route.ListCharges, account.Charges, charge => created.Contains(charge.CreatedAt) && (intent ?? charge.Intent) == charge.Intent, Rendering.Charge);
        });
        map(Route.ListRefunds, request =>
        {
            var (created, intent, charge) = (Period.Read(request.Parameters), Intent(request, account), Charge(request, account));
            return Listing.Page(
                request, Route.ListRefunds, account.Refunds, refund => created.Contains(refund.CreatedAt) && IsOf(refund.Charge, intent, charge), Rendering.Refund);
        });
        map(Route.ListDisputes, request =>
        {
            var (created, intent, charge) = (Period.Read(request.Parameters), Intent(request, account), Charge(request, account));
            return Listing.Page(
                request, Route.ListDisputes, account.Disputes, dispute => created.Contains(dispute.CreatedAt) && IsOf(dispute.Charge, intent, charge), Rendering.Dispute);
        });
        map(Route.ListMovements, request => Movements(request, account));
        map(Route.ListEvents, request => Events(request, account));
    }

    private static Func<JsonObject> Sessions(ApiRequest request, Account account)
    {
        var (created, intent) = (Period.Read(request.Parameters), Intent(request, account));
        var status = request.Parameters.OneOf("status", "open", "complete", "expired");
        return Listing.Page(
            request,
            Route.ListSessions,
            account.Sessions,
            session => created.Contains(session.CreatedAt) && (intent is null || session.Intent == intent) && (status is null || Rendering.Word(session.Status) == status),
            Rendering.Session);
    }

    private static Func<JsonObject> Movements(ApiRequest request, Account account)
    {
        var asked = request.Parameters;
        var (created, type, source) = (Period.Read(asked), asked.Text("type"), asked.Text("source"));
        var currency = asked.Text("currency")?.ToLowerInvariant();
        return Listing.Page(
            request,
            Route.ListMovements,
            account.Movements,
            moved => created.Contains(moved.CreatedAt) && (type ?? moved.Type) == moved.Type && (source ?? moved.Source.Id) == moved.Source.Id && (currency ?? moved.Currency) == moved.Currency,
            Rendering.Movement);
    }

    private static Func<JsonObject> Events(ApiRequest request, Account account)
    {
        var (created, type, types) = (Period.Read(request.Parameters), request.Parameters.Text("type"), request.Parameters.Texts("types"));
        if (type is not null && types.Count > 0)
        {
            throw new Refusal(400, "You may only specify one of these parameters: type, types.");
        }

        return Listing.Page(
            request,
            Route.ListEvents,
            account.Events,
            happened => created.Contains(happened.CreatedAt) && (type ?? happened.Type) == happened.Type && (types.Count == 0 || types.Contains(happened.Type)),
            (happened, _) => Rendering.Event(happened));
    }

    private static FakeIntent? Intent(ApiRequest request, Account account) =>
        request.Parameters.Text("payment_intent") is { } id ? account.Intents.Named(id, "payment_intent") : null;

    private static FakeCharge? Charge(ApiRequest request, Account account) =>
        request.Parameters.Text("charge") is { } id ? account.Charges.Named(id, "charge") : null;

    private static bool IsOf(FakeCharge actual, FakeIntent? intent, FakeCharge? charge) => (intent ?? actual.Intent) == actual.Intent && (charge ?? actual) == actual;
}
