using Ticketing.Api.Problems;
using Ticketing.Features.Holds;

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
