using Ticketing.Features.Payments.Reconciliation;

namespace Ticketing.Areas.Admin.Pages.Payments;

/// <summary>The texts about one kind of difference.</summary>
internal sealed record DifferenceWording
{
    public required Func<PaymentDifference, string> Headline { get; init; }
    public required Func<PaymentDifference, string> Explanation { get; init; }
    public string ButtonLabel { get; init; } = T["Take it over"];
    public Func<PaymentDifference, string>? Warning { get; init; }
    public string? Resolution { get; init; }
    public string DecisionLabel { get; init; } = T["Decided by hand"];
    public string DecideButtonLabel { get; init; } = T["Take it off the list"];
    public Func<PaymentDifference, string>? Repaired { get; init; }
    public Func<PaymentDifference, string>? NotRepaired { get; init; }
}
