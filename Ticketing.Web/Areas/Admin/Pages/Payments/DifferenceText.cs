using Ticketing.Features.Payments.Reconciliation;

namespace Ticketing.Areas.Admin.Pages.Payments;

public sealed class DifferenceText(string provider)
{
    private readonly Dictionary<PaymentDifferenceKind, DifferenceWording> wordings = DifferenceWordings.Create(provider);

    public string Headline(PaymentDifference difference) => wordings[difference.Kind].Headline(difference);

    public string Headline(DecidedDifference decided)
    {
        ArgumentNullException.ThrowIfNull(decided);
        return Enum.TryParse<PaymentDifferenceKind>(decided.Kind, out var kind)
            ? Headline(new PaymentDifference(kind, decided.About, null))
            : decided.Kind;
    }

    public string Explain(PaymentDifference difference) => wordings[difference.Kind].Explanation(difference);

    public string ButtonLabel(PaymentDifference difference) =>
        difference.Description.Repair == DifferenceRepair.AskAgain ? T["Ask again"] : wordings[difference.Kind].ButtonLabel;

    /// <summary>Warning before a repair that cannot be undone; null for other repairs.</summary>
    public string? Warning(PaymentDifference difference) => wordings[difference.Kind].Warning?.Invoke(difference);

    /// <summary>Only for kinds that need a decision.</summary>
    public string ResolutionEffect(PaymentDifference difference) => wordings[difference.Kind].Resolution ?? "";

    public string DecisionLabel(PaymentDifference difference) => wordings[difference.Kind].DecisionLabel;

    public string DecideButtonLabel(PaymentDifference difference) => wordings[difference.Kind].DecideButtonLabel;

    public string Repaired(PaymentDifference was) =>
        wordings[was.Kind].Repaired?.Invoke(was) ?? T["{0} was asked again, and it agrees now.", provider];

    /// <summary>Wording if the difference remains after asking the provider again.</summary>
    public string NotRepaired(PaymentDifference difference) =>
        wordings[difference.Kind].NotRepaired?.Invoke(difference)
        ?? T["{0} was asked again, and nothing could be changed. Look at the order.", provider];
}
