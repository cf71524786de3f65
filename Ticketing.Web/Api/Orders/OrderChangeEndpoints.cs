using System.ComponentModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Api.Orders;

internal static class OrderChangeEndpoints
{
    public static void MapOrderChanges(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("").WithTags("Orders").AppliesEventLimit();
        orders
            .MapPost(OrderEndpoints.OnePath + "/refunds", RefundAsync)
            .WithName("RefundOrder")
            .WithRequest(OrderExamples.RefundTicketsRequest)
            .WithExample(OrderExamples.Refund)
            .WithProblems(ProblemType.Conflict)
            .RequireScope(ApiScopes.OrdersRefund)
            .RequireIdempotencyKey();
        orders
            .MapPost(OrderEndpoints.OnePath + "/resend", ResendAsync)
            .WithName("ResendTickets")
            .WithRequest(OrderExamples.ResendRequest)
            .WithProblems(ProblemType.Conflict)
            .RequireScope(ApiScopes.OrdersWrite);
        orders
            .MapPut(OrderEndpoints.OnePath + "/buyer", CorrectBuyerAsync)
            .WithName("CorrectBuyer")
            .WithRequest(OrderExamples.BuyerCorrectionRequest)
            .WithExample(OrderExamples.Order)
            .RequireScope(ApiScopes.OrdersWrite);
        orders
            .MapPut(OrderEndpoints.OnePath + "/company", CorrectCompanyAsync)
            .WithName("CorrectCompany")
            .WithRequest(OrderExamples.CompanyRequest)
            .WithExample(OrderExamples.OrderOfCompany)
            .RequireScope(ApiScopes.OrdersWrite);
        orders
            .MapDelete(OrderEndpoints.OnePath + "/company", RemoveCompanyAsync)
            .WithName("RemoveCompany")
            .WithExample(OrderExamples.Order)
            .RequireScope(ApiScopes.OrdersWrite);
        orders
            .MapPut(OrderEndpoints.OnePath + "/tickets/{number:int}/attendee", RenameAttendeeAsync)
            .WithName("RenameAttendee")
            .WithRequest(OrderExamples.AttendeeRequest)
            .WithExample(OrderExamples.Order)
            .RequireScope(ApiScopes.OrdersWrite);
    }

    /// <summary>Refund an order, or some of its tickets</summary>
    /// <remarks>
    /// The tickets are void at once and their places on sale again. What was paid online goes back through the payment provider, within
    /// seconds as a rule: read the order to see how it went. Refused as a whole if one of the tickets was refunded before.
    /// </remarks>
    internal static async Task<Results<Ok<RefundResource>, ProblemResult>> RefundAsync(
        [Description("The order's reference.")] string reference,
        RefundTicketsRequest request,
        RefundOrder refund,
        OrderQueries orders,
        EventCatalogue events,
        OrderAnswers answers,
        CancellationToken ct
    )
    {
        if (await answers.FindAsync(reference, ct) is not { } order)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        var tickets = await orders.GetTicketsAsync(order.Id, ct);
        var reason = request.Reason.Trim();
        var unknown = request.Tickets?.Where(number => tickets.All(ticket => ticket.Number != number)).ToList() ?? [];
        if (RefundReason.FindError(reason) is { } error)
        {
            return ProblemResult.Invalid(new FieldError("reason", error));
        }

        if (request.Tickets is { Count: 0 } || (unknown.Count > 0 && tickets.Count > 0))
        {
            return ProblemResult.Invalid(
                new FieldError("tickets", unknown.Count > 0 ? $"The order has no ticket {unknown[0]}." : "Name at least one ticket.")
            );
        }

        var chosen = tickets.Where(ticket => request.Tickets?.Contains(ticket.Number) ?? ticket.Status == TicketStatus.Valid);
        var wish = new RefundOrderRequest(order.Id, [.. chosen.Select(ticket => ticket.Id)], request.KeepBookingFee, reason);
        return await refund.RefundAsync(wish, ct) is var outcome && outcome is RefundOutcome.Started { Refund: var made }
            ? TypedResults.Ok(OrderResources.Create(made, await events.GetAsync(order.EventId, ct)))
            : ProblemResult.Create(
                ProblemType.Conflict,
                outcome is RefundOutcome.NotPaid || !order.WasSold
                    ? "This order is not paid."
                    : "Some of these tickets were refunded before. Nothing was changed."
            );
    }

    /// <summary>Send the tickets again</summary>
    /// <remarks>To another address too, which then is the order's. Repeated within a minute it is one email.</remarks>
    internal static async Task<Results<NoContent, ProblemResult>> ResendAsync(
        [Description("The order's reference.")] string reference,
        ResendRequest request,
        ResendConfirmation confirmation,
        OrderAnswers answers,
        CancellationToken ct
    )
    {
        if (await answers.FindAsync(reference, ct) is not { } order)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        return !EmailAddress.TryParse(request.Email ?? order.BuyerEmail, out var address)
                ? ProblemResult.Invalid(BuyerProblems.Create([BuyerError.EmailInvalid]))
            : await confirmation.ResendByStaffAsync(order.Id, address, ct) == ResendOutcome.Queued ? TypedResults.NoContent()
            : ProblemResult.Create(ProblemType.Conflict, "This order is not paid: there is nothing to send.");
    }

    /// <summary>Correct the buyer of an order</summary>
    /// <remarks>Name and telephone number. To change the address, send the tickets to another one.</remarks>
    internal static async Task<Results<Ok<OrderResource>, ProblemResult>> CorrectBuyerAsync(
        [Description("The order's reference.")] string reference,
        BuyerCorrectionRequest request,
        BuyerValidator validator,
        CorrectOrder correct,
        OrderAnswers answers,
        CancellationToken ct
    )
    {
        if (await answers.FindAsync(reference, ct) is not { } order)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        var typed = validator.ValidateForStaff(request.Name, order.BuyerEmail, request.Phone, nameRequired: true);
        if (typed.Buyer is not { } buyer)
        {
            return ProblemResult.Invalid(BuyerProblems.Create(typed.Errors));
        }

        await correct.CorrectBuyerAsync(order.Id, buyer.Name, buyer.Phone, request.RenameTickets, ct);
        return await answers.ShowAsync(reference, ct);
    }

    /// <summary>Correct the company of an order</summary>
    /// <remarks>The order's receipt is an invoice to it then, with the same number.</remarks>
    internal static async Task<Results<Ok<OrderResource>, ProblemResult>> CorrectCompanyAsync(
        [Description("The order's reference.")] string reference,
        CompanyRequest request,
        CorrectOrder correct,
        OrderAnswers answers,
        CancellationToken ct
    )
    {
        if (await answers.FindAsync(reference, ct) is not { } order)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        List<FieldError> errors = [];
        if (CompanyInput.Read(request, errors) is not { } company)
        {
            return ProblemResult.Invalid(errors);
        }

        await correct.CorrectCompanyAsync(order.Id, company, ct);
        return await answers.ShowAsync(reference, ct);
    }

    /// <summary>Remove the company of an order</summary>
    /// <remarks>A person bought. The order has a receipt then, with the same number. The same answer if it had no company.</remarks>
    internal static async Task<Results<Ok<OrderResource>, ProblemResult>> RemoveCompanyAsync(
        [Description("The order's reference.")] string reference,
        CorrectOrder correct,
        OrderAnswers answers,
        CancellationToken ct
    )
    {
        if (await answers.FindAsync(reference, ct) is not { } order)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        await correct.CorrectCompanyAsync(order.Id, company: null, ct);
        return await answers.ShowAsync(reference, ct);
    }

    /// <summary>Rename the attendee of a ticket</summary>
    /// <remarks>The ticket's code stays the same.</remarks>
    internal static async Task<Results<Ok<OrderResource>, ProblemResult>> RenameAttendeeAsync(
        [Description("The order's reference.")] string reference,
        [Description("The ticket's number within the order.")] int number,
        AttendeeRequest request,
        CorrectOrder correct,
        OrderAnswers answers,
        CancellationToken ct
    ) =>
        await answers.FindAsync(reference, ct) is not { } order
            ? ProblemResult.Create(ProblemType.NotFound)
            : BuyerValidator.ValidateName(request.Name) switch
            {
                NameResult.Invalid { Error: var error } => ProblemResult.Invalid(BuyerProblems.Create([error])),
                NameResult.Valid { Name: var name } => await correct.RenameAttendeeAsync(order.Id, number, name, ct)
                    ? await answers.ShowAsync(reference, ct)
                    : ProblemResult.Create(ProblemType.NotFound),
                _ => throw new UnreachableException(),
            };
}
