using Ticketing.Api.Problems;
using Ticketing.Features.Payments.Checkout;

namespace Ticketing.Api.Holds;

internal static class StartProblems
{
    public static ProblemResult Create(StartOutcome refusal) =>
        refusal switch
        {
            StartOutcome.HoldEnded => ProblemResult.Create(ProblemType.HoldEnded),
            StartOutcome.TotalChanged => ProblemResult.Create(ProblemType.TotalChanged),
            StartOutcome.EventUnavailable => ProblemResult.Create(
                ProblemType.TicketsNotAvailable,
                "The event was cancelled or postponed. Nothing is charged."
            ),
            StartOutcome.FreeLimitReached { Limit: var limit } => ProblemResult.Create(
                ProblemType.TicketsNotAvailable,
                $"One person can have {limit} free tickets for this event."
            ),
            StartOutcome.CodeLimitReached { Limit: var most } => ProblemResult.Create(
                ProblemType.TicketsNotAvailable,
                $"One person can have {most} tickets with this promo code."
            ),
            StartOutcome.EmailLimitReached or StartOutcome.TooManyConfirmations => ProblemResult.Create(
                ProblemType.TooManyRequests,
                "This address has had too many emails lately."
            ),
            StartOutcome.AmountRefused => ProblemResult.Create(
                ProblemType.TicketsNotAvailable,
                "The payment provider does not charge this amount. Nothing is charged."
            ),
            StartOutcome.PageBlocked => ProblemResult.Create(
                ProblemType.Unavailable,
                "The payment page is on a host that the settings of this box office do not allow. The tickets stay held."
            ),
            StartOutcome.TooManyAttempts => ProblemResult.Create(
                ProblemType.TooManyRequests,
                "There were too many attempts to pay for this order."
            ),
            _ => ProblemResult.Create(ProblemType.Unavailable, "The payment provider does not answer. The tickets stay held."),
        };
}
