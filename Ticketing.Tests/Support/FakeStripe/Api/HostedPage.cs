using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>The payment page: without scripts and clearly marked as fake.</summary>
internal sealed class HostedPage(Account account, Faults faults)
{
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(10);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/c/pay/{id}", (RequestDelegate)(context => ShowAsync(context, message: null)));
        app.MapPost("/c/pay/{id}", (RequestDelegate)PressAsync);
    }

    private async Task PressAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var button = form["button"].ToString();
        try
        {
            var (goTo, message) = await PressAsync((string)context.GetRouteValue("id")!, button);
            if (goTo is null)
            {
                await ShowAsync(context, message);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = goTo;
        }
        catch (ApiErrorException)
        {
            // Paid or expired in the meantime.
            await ShowAsync(context, message: null);
        }
    }

    private async Task<(string? GoTo, string? Message)> PressAsync(string id, string button)
    {
        FakeSession Session() => account.Sessions.Get(id);
        if (button == "back")
        {
            return (account.Run(Session).CancelUrl, null);
        }

        var session = account.Run(
            () =>
            {
                switch (button)
                {
                    case "pay":
                        CheckoutOperations.Pay(account, Session(), FakePaymentMethod.Card);
                        break;
                    case "debit":
                        CheckoutOperations.PayByDebit(account, Session());
                        break;
                    case "decline":
                        CheckoutOperations.Decline(account, Session());
                        break;
                    default:
                        throw new ApiErrorException(400, "There is no such button.");
                }

                return Session();
            },
            out var told
        );
        if (button == "decline")
        {
            return (null, "Your card was declined. Try another card.");
        }

        // Stripe waits for the webhook before it redirects, up to 10 seconds.
        await Task.WhenAny(told, Task.Delay(WebhookTimeout));
        return (session.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal), null);
    }

    private async Task ShowAsync(HttpContext context, string? message)
    {
        if (faults.IsDown)
        {
            context.Abort();
            return;
        }

        var html = account.Run(() =>
            Html(account.Sessions.All.FirstOrDefault(session => session.Id == (string)context.GetRouteValue("id")!), message)
        );
        context.Response.StatusCode = html is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html ?? Page("There is no such session.", ""), context.RequestAborted);
    }

    private static string? Html(FakeSession? session, string? message) =>
        session switch
        {
            null => null,
            { Status: FakeSessionStatus.Complete } => Page("You’re all done here", "<p>This session has been completed.</p>"),
            { Status: FakeSessionStatus.Expired } => Page("This session has expired", "<p>Go back to the shop and begin again.</p>"),
            _ => Page($"Pay {StripeCurrencies.Text(session.Currency, session.Total)}", Open(session, message)),
        };

    private static string Open(FakeSession session, string? message) =>
        string.Concat(
            "<table><thead><tr><th>Item</th><th>Quantity</th><th>Amount</th></tr></thead><tbody>",
            string.Concat(session.Lines.Select(line => Row(line, session.Currency))),
            $"</tbody><tfoot><tr><th colspan=\"2\">Total</th><td>{StripeCurrencies.Text(session.Currency, session.Total)}</td></tr>",
            "</tfoot></table>",
            session.CustomerEmail is null ? "" : $"<p>Email: {Text(session.CustomerEmail)}</p>",
            message is null ? "" : $"<p role=\"alert\">{Text(message)}</p>",
            "<form method=\"post\">",
            Button("pay", "Pay"),
            session.Methods.Any(method => method != "card") ? Button("debit", "Pay by bank debit (takes days)") : "",
            Button("decline", "Pay with a card that is declined"),
            session.CancelUrl is null ? "" : Button("back", "Abandon and go back"),
            "</form>"
        );

    private static string Row(FakeLineItem line, string currency) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<tr><td>{Text(line.Name)}</td><td>{line.Quantity}</td><td>{StripeCurrencies.Text(currency, line.Total)}</td></tr>"
        );

    private static string Button(string name, string label) => $"<button name=\"button\" value=\"{name}\">{Text(label)}</button> ";

    private static string Page(string title, string body) =>
        $$"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{Text(
                title
            )}} – not the real Stripe</title>
            <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}table{width:100%;text-align:left}button{font:inherit;padding:.5rem 1rem;margin:.25rem 0}
            .mark{background:#fde68a;color:#000;padding:.5rem 1rem}</style></head>
            <body><p class="mark">A stand-in for Stripe’s page. No money moves.</p><main><h1>{{Text(title)}}</h1>{{body}}</main></body>
            </html>
            """;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
