using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Holds;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Languages;
using Ticketing.Api.Orders;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Api.BoxOffice;

internal static class BoxOfficeEndpoints
{
    private const int MaxPaymentReference = 40;

    public static void MapBoxOffice(this IEndpointRouteBuilder api) =>
        api.MapPost("/box-office/sales", SellAsync)
            .WithTags("Box office")
            .WithName("SellAtBoxOffice")
            .WithRequest(BoxOfficeExamples.Sale)
            .WithExample(OrderExamples.Order)
            .WithProblems(ProblemType.TicketsNotAvailable)
            .RequireScope(ApiScopes.BoxOffice)
            .AppliesEventLimit()
            .RequireIdempotencyKey();

    /// <summary>Sell at the box office, or give tickets away</summary>
    /// <remarks>
    /// The tickets are valid at once, and mailed if there is an address. Also before and after the online sale, and without its limits for
    /// each order, but never more than are left. Complimentary tickets cost nothing, and need a name.
    /// </remarks>
    internal static async Task<Results<Created<OrderResource>, ProblemResult>> SellAsync(
        BoxOfficeSaleRequest request,
        SellAtBoxOffice boxOffice,
        BuyerValidator validator,
        EventCatalogue events,
        SiteLanguages languages,
        OrderAnswers answers,
        OpenEvents open,
        HttpContext context,
        ClaimsPrincipal caller,
        CancellationToken ct
    )
    {
        if (caller.FindEventLimit() is { } limit && limit != request.EventId)
        {
            return ProblemResult.Create(ProblemType.Forbidden);
        }

        var buyer = ReadBuyer(request, validator, out var errors);
        errors.AddRange(LanguageField.Check(request.Language, languages));
        if (await events.FindAsync(request.EventId, ct) is not { } @event)
        {
            errors.Add(new FieldError("eventId", "There is no such event, or it is a draft."));
        }
        else if (@event.Status != EventStatus.Active || open.IsOver(@event))
        {
            return ProblemResult.Create(ProblemType.TicketsNotAvailable, "Nothing is sold for this event any more.");
        }

        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        var key = IdempotencyKeys.GetRequestId(context)[..SellAtBoxOffice.KeyLength];
        var reference = request.Payment == BoxOfficePayment.CardTerminal ? request.PaymentReference.Trim() : "";
        var sale = new BoxOfficeSale(key, request.EventId, request.Quantities, buyer!, request.Payment, reference)
        {
            Language = languages.FindByTag(request.Language ?? ""),
        };
        return await boxOffice.SellAsync(sale, ct) switch
        {
            SaleOutcome.Sold { Order: var order } => await CreatedAsync(order),
            SaleOutcome.AlreadySold { Order: var order } => await CreatedAsync(order),
            SaleOutcome.Refused { Reason: var reason } => HoldProblems.Create(reason),
            _ => throw new InvalidOperationException("Unknown outcome."),
        };

        async Task<Created<OrderResource>> CreatedAsync(Features.Orders.Order order) =>
            TypedResults.Created($"{ApiPaths.Version1}/orders/{order.Reference}", await answers.CreateAsync(order, ct));
    }

    private static Buyer? ReadBuyer(BoxOfficeSaleRequest request, BuyerValidator validator, out List<FieldError> errors)
    {
        var isComp = request.Payment == BoxOfficePayment.Complimentary;
        var typed = validator.ValidateForStaff(request.Name, request.Email, request.Phone, nameRequired: isComp);
        errors = [.. BuyerProblems.Create(typed.Errors)];
        if (request.PaymentReference.Trim() is { Length: > MaxPaymentReference } || request.PaymentReference.Any(char.IsControl))
        {
            errors.Add(new FieldError("paymentReference", $"It has at most {MaxPaymentReference} letters and digits."));
        }

        if (HoldProblems.CheckQuantities(request.Quantities) is { } wrong)
        {
            errors.Add(wrong);
        }

        return typed.Buyer;
    }
}
