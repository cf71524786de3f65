using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Ticketing.Api.Access;
using Ticketing.Api.Documentation;
using Ticketing.Api.Idempotency;
using Ticketing.Api.Json;
using Ticketing.Api.Languages;
using Ticketing.Api.Limits;
using Ticketing.Api.Orders;
using Ticketing.Api.Problems;
using Ticketing.Features.Accounts.Tokens;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.WaitingRoom;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Api.Holds;

/// <summary>The way of a guest from the basket to the payment page.</summary>
internal static class HoldEndpoints
{
    private const string Path = "/holds";
    private const string OnePath = Path + "/{code}";

    public static void MapHolds(this IEndpointRouteBuilder api)
    {
        var holds = api.MapGroup("").WithTags("Holds").AllowEverybody().WithMetadata(new HoldLimit());
        holds
            .MapPost(Path, HoldAsync)
            .WithName("HoldTickets")
            .WithRequest(HoldExamples.Request)
            .WithExample(HoldExamples.Hold)
            .WithProblems(
                ProblemType.TicketsNotAvailable,
                ProblemType.TooManyHolds,
                ProblemType.Unauthorized,
                ProblemType.Forbidden,
                ProblemType.NotFound
            )
            .WithMetadata(new OptionalScope(ApiScopes.OrdersCreate))
            .RequireRateLimiting(RateLimits.Holds);
        holds
            .MapPost(OnePath + "/order", OrderAsync)
            .WithName("OrderHeldTickets")
            .WithRequest(HoldExamples.OrderRequest)
            .WithExample(HoldExamples.Order)
            .WithProblems(ProblemType.HoldEnded, ProblemType.TotalChanged)
            .RequireIdempotencyKey();
        holds.MapDelete(OnePath, ReleaseAsync).WithName("ReleaseHold").WithProblems(ProblemType.Conflict);
    }

    /// <summary>Hold tickets</summary>
    /// <remarks>For a few minutes, in which nobody else can buy them. All of them are held, or none.</remarks>
    internal static async Task<Results<Created<HoldResource>, ProblemResult>> HoldAsync(
        GuestHoldRequest request,
        EventCatalogue events,
        PlaceHold holds,
        WaitingRoomGate waitingRoom,
        HeldTicketsQueries heldTickets,
        HttpContext context,
        CancellationToken ct
    )
    {
        if (GuestClient.Find(request, context, out var refusal) is not { } client)
        {
            return refusal!;
        }

        if (HoldProblems.CheckQuantities(request.Quantities) is { } wrong)
        {
            return ProblemResult.Invalid(wrong);
        }

        if (await events.FindAsync(request.EventId, ct) is not { } @event)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        // A key that names the buyer vouches that it keeps none waiting who came before.
        if (request.BuyerAddress is null && waitingRoom.FindOpen(@event.Slug) is not null)
        {
            return ProblemResult.Create(
                ProblemType.TicketsNotAvailable,
                "Buyers queue for this event. Send yours to its page, or hold with a key that names the buyer."
            );
        }

        var outcome = await holds.PlaceAsync(
            new HoldRequest(@event.Slug, request.Quantities, client) { PromoCode = request.PromoCode ?? "" },
            ct
        );
        if (outcome is not HoldOutcome.Placed placed)
        {
            return HoldProblems.Create(outcome);
        }

        var held = (await heldTickets.FindAsync(placed.Code, ct))!;
        var hold = new HoldResource
        {
            Code = placed.Code,
            EventId = @event.Id,
            ExpiresAt = EventTimes.ToLocal(@event, placed.ExpiresAt),
            Total = ApiMoney.From(held.Order.Money(held.Order.Total)),
            Discount = ApiMoney.From(held.Order.Money(held.Order.Discount)),
        };
        return TypedResults.Created((string?)null, hold);
    }

    /// <summary>Order held tickets</summary>
    /// <remarks>The same order, language and payment page if it is repeated. The tickets stay held while the buyer pays.</remarks>
    internal static async Task<Results<Ok<GuestOrderResource>, ProblemResult>> OrderAsync(
        [Description("The hold's code.")] string code,
        GuestOrderRequest request,
        HeldTicketsQueries heldTickets,
        BuyerValidator validator,
        StartPayment payments,
        SiteLanguages languages,
        TermsOfSale terms,
        IOptionsMonitor<SiteOptions> site,
        CancellationToken ct
    )
    {
        if (await heldTickets.FindAsync(code, ct) is null)
        {
            return ProblemResult.Create(ProblemType.NotFound);
        }

        var typed = validator.Validate(request.Name, request.Email, request.Phone);
        List<FieldError> errors = [.. BuyerProblems.Create(typed.Errors), .. LanguageField.Check(request.Language, languages)];
        var company = request.Company is { } named ? CompanyInput.Read(named, errors, "company.") : null;
        if (errors.Count > 0)
        {
            return ProblemResult.Invalid(errors);
        }

        using var _ = languages.FindByTag(request.Language ?? "").Use();
        var buyer = typed.Buyer! with { Company = company, AcceptedTerms = request.TermsAccepted ? terms.Version : null };
        Money? agreed = request.AgreedTotal is { } total ? new Money(total.Amount, total.Currency) : null;
        var outcome = await payments.StartAsync(code, buyer, agreed, ct);
        var reference = (await heldTickets.FindAsync(code, ct))!.Order.Reference;
        return outcome switch
        {
            StartOutcome.Redirect page => Answer(ToAbsolute(page.PageUrl)),
            StartOutcome.NothingDue => Answer(null),
            StartOutcome.ConfirmationSent => Answer(null, needsConfirmation: true),
            _ => StartProblems.Create(outcome),
        };

        // Only the sandbox's page is one of ours.
        string ToAbsolute(string url) =>
            Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? new Uri(home, url).AbsoluteUri : url;

        Ok<GuestOrderResource> Answer(string? paymentUrl, bool needsConfirmation = false) =>
            TypedResults.Ok(
                new GuestOrderResource
                {
                    Reference = reference,
                    PaymentUrl = paymentUrl,
                    NeedsConfirmation = needsConfirmation,
                }
            );
    }

    /// <summary>Release held tickets</summary>
    /// <remarks>Others can buy them at once. Refused once they are paid for, or while a bank decides.</remarks>
    internal static async Task<Results<NoContent, ProblemResult>> ReleaseAsync(
        [Description("The hold's code.")] string code,
        HeldTicketsQueries heldTickets,
        PaymentReturn payments,
        CancellationToken ct
    ) =>
        await heldTickets.FindAsync(code, ct) is not { } held ? ProblemResult.Create(ProblemType.NotFound)
        : await payments.ReleaseHoldAsync(held.Hold, ct) ? TypedResults.NoContent()
        : ProblemResult.Create(ProblemType.Conflict, "These tickets are paid for, or the bank has not decided yet.");
}
