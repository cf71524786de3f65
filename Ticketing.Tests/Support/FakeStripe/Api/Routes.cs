using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class Routes
{
    public static void MapApi(this IEndpointRouteBuilder app, Account account, RequestPipeline pipeline)
    {
        void Map(ApiRoute route, Handler handler) =>
            app.MapMethods(route.Path, [route.Method], (RequestDelegate)(context => pipeline.AnswerAsync(context, route, handler)));

        Map(
            ApiRoute.CreateSession,
            request =>
            {
                var order = SessionParameters.Read(request, account);
                return () => Rendering.Session(CheckoutOperations.Open(account, order), request.Expand);
            }
        );
        Map(ApiRoute.GetSession, request => () => Rendering.Session(account.Sessions.Get(request.Id, "session"), request.Expand));
        Map(
            ApiRoute.ExpireSession,
            request =>
                () => Rendering.Session(CheckoutOperations.Expire(account, account.Sessions.Get(request.Id, "session")), request.Expand)
        );
        Map(ApiRoute.GetIntent, request => () => Rendering.Intent(account.Intents.Get(request.Id, "intent"), request.Expand));
        Map(ApiRoute.GetCharge, request => () => Rendering.Charge(account.Charges.Get(request.Id), request.Expand));
        Map(
            ApiRoute.CreateRefund,
            request =>
            {
                var order = ReadRefund(request.Parameters, account);
                return () => Rendering.Refund(RefundOperations.Open(account, order), request.Expand);
            }
        );
        Map(ApiRoute.GetRefund, request => () => Rendering.Refund(account.Refunds.Get(request.Id), request.Expand));
        Map(ApiRoute.GetDispute, request => () => Rendering.Dispute(account.Disputes.Get(request.Id), request.Expand));
        Map(ApiRoute.GetAccount, _ => () => Rendering.Account(account.ChargesEnabled));
        Map(ApiRoute.GetBalance, _ => () => Rendering.Balance(account.BalanceTransactions.All, account.IsLive));
        Map(
            ApiRoute.GetBalanceTransaction,
            request => () => Rendering.BalanceTransaction(account.BalanceTransactions.Get(request.Id), request.Expand)
        );
        Map(ApiRoute.GetEvent, request => () => Rendering.Event(account.Events.Get(request.Id)));
        Map(ApiRoute.ListSessionLines, request => Lines(request, account));
        ListRoutes.MapLists(Map, account);
        app.MapFallback(
            (RequestDelegate)(
                context =>
                    RequestPipeline.RefuseAsync(
                        context,
                        new ApiErrorException(
                            404,
                            $"Unrecognized request URL ({context.Request.Method}: {context.Request.Path}). Please see "
                                + "https://stripe.com/docs or we can help at https://support.stripe.com/."
                        )
                    )
            )
        );
    }

    private static Func<JsonObject> Lines(ApiRequest request, Account account)
    {
        var session = account.Sessions.Get(request.Id, "session");
        var lines = new ObjectStore<FakeLineItem>(line => line.Id, "item");
        foreach (var line in session.Lines.Reverse())
        {
            lines.Add(line);
        }

        return Listing.Page(request, ApiRoute.ListSessionLines, lines, _ => true, (line, _) => Rendering.Line(line, session.Currency));
    }

    private static RefundParameters ReadRefund(RequestParameters asked, Account account)
    {
        var (intent, charge) = (asked.Text("payment_intent"), asked.Text("charge"));
        if (intent is null == charge is null)
        {
            throw new ApiErrorException(400, "You must provide either a charge or a payment_intent, and not both.", "parameter_missing");
        }

        var paid = charge is not null
            ? account.Charges.GetReferenced(charge, "charge")
            : account.Intents.GetReferenced(intent!, "payment_intent").LatestCharge;
        return new RefundParameters(
            paid
                ?? throw new ApiErrorException(
                    400,
                    $"This PaymentIntent ({intent}) does not have a successful charge to refund.",
                    param: "payment_intent"
                ),
            asked.Integer("amount", min: 1),
            asked.OneOf("reason", "duplicate", "fraudulent", "requested_by_customer"),
            asked.Metadata()
        );
    }
}
