using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class Routes
{
    public static void MapApi(this IEndpointRouteBuilder app, Account account, Pipeline pipeline)
    {
        void Map(Route route, Handler handler) => app.MapMethods(route.Path, [route.Method], (RequestDelegate)(context => pipeline.AnswerAsync(context, route, handler)));

        Map(Route.CreateSession, request =>
        {
            var order = SessionOrder.Read(request, account);
            return () => Rendering.Session(Checkout.Open(account, order), request.Expand);
        });
        Map(Route.GetSession, request => () => Rendering.Session(account.Sessions.Get(request.Id, "session"), request.Expand));
        Map(Route.ExpireSession, request => () => Rendering.Session(Checkout.Expire(account, account.Sessions.Get(request.Id, "session")), request.Expand));
        Map(Route.GetIntent, request => () => Rendering.Intent(account.Intents.Get(request.Id, "intent"), request.Expand));
        Map(Route.GetCharge, request => () => Rendering.Charge(account.Charges.Get(request.Id), request.Expand));
        Map(Route.CreateRefund, request =>
        {
            var order = ReadRefund(request.Parameters, account);
            return () => Rendering.Refund(RefundDesk.Open(account, order), request.Expand);
        });
        Map(Route.GetRefund, request => () => Rendering.Refund(account.Refunds.Get(request.Id), request.Expand));
        Map(Route.GetDispute, request => () => Rendering.Dispute(account.Disputes.Get(request.Id), request.Expand));
        Map(Route.GetBalance, _ => () => Rendering.Balance(account.Movements.All, account.IsLive));
        Map(Route.GetMovement, request => () => Rendering.Movement(account.Movements.Get(request.Id), request.Expand));
        Map(Route.GetEvent, request => () => Rendering.Event(account.Events.Get(request.Id)));
        Map(Route.ListSessionLines, request => Lines(request, account));
        ListRoutes.MapLists(Map, account);
        app.MapFallback((RequestDelegate)(context => Pipeline.RefuseAsync(
            context,
            new Refusal(404, $"Unrecognized request URL ({context.Request.Method}: {context.Request.Path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/."))));
    }

    private static Func<JsonObject> Lines(ApiRequest request, Account account)
    {
        var session = account.Sessions.Get(request.Id, "session");
        var lines = new Shelf<FakeLine>(line => line.Id, "item");
        foreach (var line in session.Lines.Reverse())
        {
            lines.Add(line);
        }

        return Listing.Page(request, Route.ListSessionLines, lines, _ => true, (line, _) => Rendering.Line(line, session.Currency));
    }

    private static RefundOrder ReadRefund(Parameters asked, Account account)
    {
        var (intent, charge) = (asked.Text("payment_intent"), asked.Text("charge"));
        if (intent is null == charge is null)
        {
            throw new Refusal(400, "You must provide either a charge or a payment_intent, and not both.", "parameter_missing");
        }

        var paid = charge is not null ? account.Charges.Named(charge, "charge") : account.Intents.Named(intent!, "payment_intent").LatestCharge;
        return new RefundOrder(
            paid ?? throw new Refusal(400, $"This PaymentIntent ({intent}) does not have a successful charge to refund.", param: "payment_intent"),
            asked.Integer("amount", least: 1),
            asked.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer"),
            asked.Metadata());
    }
}
