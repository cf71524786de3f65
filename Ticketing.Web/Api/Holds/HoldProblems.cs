using Ticketing.Api.Problems;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;

namespace Ticketing.Api.Holds;

internal static class HoldProblems
{
    public static FieldError? CheckQuantities(IReadOnlyDictionary<Guid, int> quantities) =>
        quantities.Values.Any(quantity => quantity < 0) ? new FieldError("quantities", "A quantity is 0 or more.") : null;

    public static ProblemResult Create(HoldOutcome refusal) =>
        refusal switch
        {
            HoldOutcome.NothingChosen => ProblemResult.Invalid("quantities", "Choose at least one ticket."),
            HoldOutcome.Refused { Lines.Count: > 0 } refused => Create(refused.Lines),
            HoldOutcome.Refused => ProblemResult.Create(ProblemType.TicketsNotAvailable, "Others were faster. Try once more."),
            HoldOutcome.EventNotFound => ProblemResult.Create(ProblemType.NotFound),
            HoldOutcome.CodeRefused refused => Create(refused.Reason),
            HoldOutcome.Challenged => ProblemResult.Create(
                ProblemType.TooManyHolds,
                "Many tickets for this event are held from this address already. Wait until they are paid for or released."
            ),
            HoldOutcome.TooManyHolds => ProblemResult.Create(ProblemType.TooManyHolds),
            _ => ProblemResult.Create(
                ProblemType.TicketsNotAvailable,
                "Nothing is sold for this event at present: it is postponed, cancelled, over or no longer public."
            ),
        };

    /// <summary>Names each ticket type that cannot be had as asked.</summary>
    private static ProblemResult Create(IReadOnlyList<RefusedLine> lines) =>
        new(
            ApiProblem.Create(ProblemType.TicketsNotAvailable) with
            {
                Errors = [.. lines.Select(line => new FieldError($"quantities.{line.TicketTypeId}", Describe(line.Reason)))],
            }
        );

    private static ProblemResult Create(CodeRefusal reason) =>
        reason is CodeRefusal.TooManyGuesses
            ? ProblemResult.Create(ProblemType.TooManyRequests, "Too many unknown promo codes came from this address.")
            : new(ApiProblem.Create(ProblemType.TicketsNotAvailable) with { Errors = [new FieldError("promoCode", Describe(reason))] });

    private static string Describe(CodeRefusal reason) =>
        reason switch
        {
            CodeRefusal.NotYet => "It cannot be used yet.",
            CodeRefusal.Ended => "It has expired.",
            CodeRefusal.UsedUp => "It has been used up.",
            CodeRefusal.FewLeft { Left: 1 } => "It can be used for 1 more ticket.",
            CodeRefusal.FewLeft { Left: var left } => $"It can be used for {left} more tickets.",
            CodeRefusal.BudgetTooSmall => "It cannot be used for that many tickets any more.",
            CodeRefusal.AbovePerOrder { Max: 1 } => "It can be used for 1 ticket in one order.",
            CodeRefusal.AbovePerOrder { Max: var most } => $"It can be used for {most} tickets in one order.",
            CodeRefusal.OtherTickets => "It is for other tickets.",
            CodeRefusal.BelowMinimum => "With it, the order is too small to be paid online.",
            CodeRefusal.Changed => "It has just changed. Try once more.",
            _ => "There is no such code for this event.",
        };

    private static string Describe(LineRefusal reason) =>
        reason switch
        {
            LineRefusal.NotEnoughLeft { Left: 0, MayComeBack: true } => "All are held by other buyers at the moment. Some may come back.",
            LineRefusal.NotEnoughLeft { Left: 0 } => "Sold out.",
            LineRefusal.NotEnoughLeft { Left: var left } => $"Only {left} left.",
            LineRefusal.AboveLimit { MaxPerOrder: var most } => $"At most {most} in one order.",
            LineRefusal.BelowMinimum { MinPerOrder: var least } => $"At least {least} in one order.",
            LineRefusal.NotOnSaleYet => "Not on sale yet.",
            LineRefusal.Following { Earlier: var earlier } => $"Not on sale before {earlier} is sold out or ends.",
            LineRefusal.NoLongerOnSale => "No longer sold.",
            LineRefusal.NoOnlinePayment => "It cannot be paid online at the moment.",
            _ => "There is no such ticket type.",
        };
}
