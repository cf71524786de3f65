using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;

namespace Ticketing.Areas.Admin.Pages.Payments;

public sealed class DifferenceText(string provider)
{
    public string Headline(PaymentDifference difference) =>
        difference.Kind switch
        {
            PaymentDifferenceKind.PaidAtProviderOnly => $"Paid at {provider}, not here",
            PaymentDifferenceKind.PaymentNotFoundLocally => $"Paid at {provider}, unknown here",
            PaymentDifferenceKind.PaidLocallyOnly => $"Paid here, not at {provider}",
            PaymentDifferenceKind.AmountDiffers => $"Another amount at {provider}",
            PaymentDifferenceKind.FeeDiffers => difference.LocalAmount is null ? "Fee not known here" : $"Another fee at {provider}",
            PaymentDifferenceKind.RefundedAtProviderOnly => $"Refunded at {provider}, not here",
            PaymentDifferenceKind.RefundSettledAtProvider => difference.ProviderRefundState switch
            {
                RefundState.Failed => $"Refund failed at {provider}, on its way here",
                RefundState.Succeeded => $"Refund done at {provider}, not here",
                _ => $"Refund on its way at {provider}, failed here",
            },
            PaymentDifferenceKind.RefundFailedAtProvider => "Refund sent back by the bank",
            PaymentDifferenceKind.RefundNotFoundAtProvider => $"Refund unknown at {provider}",
            PaymentDifferenceKind.DisputeNotFoundLocally => "Dispute not known here",
            PaymentDifferenceKind.DisputeChanged => "Dispute has moved on",
            PaymentDifferenceKind.TicketsStillValid => "Money gone, tickets valid",
            _ => "Dispute won, tickets suspended",
        };

    public string Headline(DecidedDifference decided)
    {
        ArgumentNullException.ThrowIfNull(decided);
        return Enum.TryParse<PaymentDifferenceKind>(decided.Kind, out var kind)
            ? Headline(new PaymentDifference(kind, decided.About, null))
            : decided.Kind;
    }

    public string Explain(PaymentDifference difference) =>
        difference.Kind switch
        {
            PaymentDifferenceKind.PaidAtProviderOnly =>
                $"{difference.Amount} were paid, and the order does not know it. Taking it over gives the buyer the tickets, or the money back where none are left.",
            PaymentDifferenceKind.PaymentNotFoundLocally =>
                $"{difference.Amount} were paid under a name that these books do not have: at another box office on the same account, or before a backup was restored.",
            PaymentDifferenceKind.PaidLocallyOnly =>
                $"These books have {difference.Amount} as paid; {provider} says that it is not, or does not know it. A person has to decide what becomes of the tickets.",
            PaymentDifferenceKind.AmountDiffers =>
                $"{difference.Amount} there, {difference.LocalAmount} here. A person has to decide which is right.",
            PaymentDifferenceKind.FeeDiffers => difference.LocalAmount is { } here
                ? $"{difference.Amount} there, {here} here."
                : $"{provider} keeps {difference.Amount} of this payment.",
            PaymentDifferenceKind.RefundedAtProviderOnly => $"{difference.Amount} went back from {provider}’s dashboard.",
            PaymentDifferenceKind.RefundSettledAtProvider => difference.ProviderRefundState is RefundState.Failed failed
                ? $"{difference.Amount} could not go back: {failed.Reason}"
                : $"{difference.Amount} {(difference.ProviderRefundState is RefundState.Succeeded ? "went back" : "are on their way back")}.",
            PaymentDifferenceKind.RefundFailedAtProvider =>
                $"{difference.Amount} came back from the buyer’s bank: the buyer does not have them.",
            PaymentDifferenceKind.RefundNotFoundAtProvider =>
                $"These books say that {difference.Amount} went back or are about to; {provider} knows nothing of it, so the buyer does not have them.",
            PaymentDifferenceKind.DisputeNotFoundLocally => $"The buyer’s bank disputes {difference.Amount}.",
            PaymentDifferenceKind.DisputeChanged => difference.ProviderDisputeStatus == difference.LocalDisputeStatus
                ? $"Amount or deadline of a dispute over {difference.Amount} have changed."
                : $"{difference.Amount}: “{difference.ProviderDisputeStatus?.ToText()}” there, “{difference.LocalDisputeStatus?.ToText()}” here.",
            PaymentDifferenceKind.TicketsStillValid =>
                $"All {difference.Amount} went back, or to the buyer’s bank. {CountTickets(difference.Order!.ValidTickets)} of the order still {LetVerb(difference.Order.ValidTickets)} people in.",
            _ => $"The venue keeps the money, and the door still refuses {CountTickets(difference.Order!.SuspendedTickets)}.",
        };

    public static string ButtonLabel(PaymentDifference difference) =>
        difference.Kind switch
        {
            PaymentDifferenceKind.PaymentNotFoundLocally or PaymentDifferenceKind.PaidLocallyOnly or PaymentDifferenceKind.AmountDiffers =>
                "Ask again",
            PaymentDifferenceKind.RefundedAtProviderOnly or PaymentDifferenceKind.DisputeNotFoundLocally => "Write it down here",
            PaymentDifferenceKind.RefundFailedAtProvider or PaymentDifferenceKind.RefundNotFoundAtProvider => "Mark as failed",
            PaymentDifferenceKind.TicketsStillValid => "Make the tickets void",
            PaymentDifferenceKind.TicketsStillSuspended => "Lift the suspension",
            _ => "Take it over",
        };

    /// <summary>Warning before a repair that cannot be undone; null for other repairs.</summary>
    public static string? Warning(PaymentDifference difference) =>
        difference.Kind switch
        {
            PaymentDifferenceKind.TicketsStillValid =>
                $"{CountTickets(difference.Order!.ValidTickets)} will let nobody in any more, and {(difference.Order.ValidTickets == 1 ? "its place goes" : "their places go")} back on sale. This cannot be undone.",
            PaymentDifferenceKind.RefundNotFoundAtProvider =>
                "It then stands among the failed refunds, where it can be tried again: that pays the buyer. Be sure that it is the right account.",
            _ => null,
        };

    /// <summary>Only for kinds that need a decision.</summary>
    public static string ResolutionEffect(PaymentDifference difference) =>
        difference.Kind switch
        {
            PaymentDifferenceKind.AmountDiffers =>
                "For when it is settled with the buyer. A payment that still waits here is then at an end, and its places go back on sale.",
            PaymentDifferenceKind.PaymentNotFoundLocally =>
                "For when it belongs to another box office, or the buyer has tickets or the money.",
            PaymentDifferenceKind.PaidLocallyOnly =>
                "For when the buyer paid in another way, or to another account of yours. The order stays as it is.",
            _ => "For when it cannot be written down here. The order stays as it is.",
        };

    public string Repaired(PaymentDifference was) =>
        was.Kind switch
        {
            PaymentDifferenceKind.PaidAtProviderOnly => "The payment is taken over.",
            PaymentDifferenceKind.FeeDiffers => "The fee is taken over.",
            PaymentDifferenceKind.RefundedAtProviderOnly => "The refund is written down here.",
            PaymentDifferenceKind.RefundSettledAtProvider => "The refund stands here as it does there.",
            PaymentDifferenceKind.RefundFailedAtProvider or PaymentDifferenceKind.RefundNotFoundAtProvider =>
                "The refund stands among those that failed: it can be tried again under Refunds.",
            PaymentDifferenceKind.DisputeNotFoundLocally => "The dispute is written down here.",
            PaymentDifferenceKind.DisputeChanged => "The dispute stands here as it does there.",
            PaymentDifferenceKind.TicketsStillValid =>
                $"{CountTickets(was.Order!.ValidTickets)} no longer valid; {(was.Order.ValidTickets == 1 ? "its place is" : "their places are")} back on sale.",
            PaymentDifferenceKind.TicketsStillSuspended => $"{CountTickets(was.Order!.SuspendedTickets)} good again.",
            _ => $"{provider} was asked again, and it agrees now.",
        };

    /// <summary>Wording if the difference remains after asking the provider again.</summary>
    public string NotRepaired(PaymentDifference difference) =>
        difference.Kind switch
        {
            PaymentDifferenceKind.PaidLocallyOnly =>
                $"{provider} was asked again and still says that it is not paid. Look at the order: a person has to decide what becomes of its tickets.",
            PaymentDifferenceKind.AmountDiffers =>
                $"{provider} was asked again and still says {difference.Amount}. Look at the order, and settle the rest with the buyer.",
            PaymentDifferenceKind.PaymentNotFoundLocally =>
                $"{provider} was asked again and still has it. If it is not another box office’s, pay it back in {provider}’s dashboard.",
            PaymentDifferenceKind.RefundedAtProviderOnly =>
                $"{provider} was asked again. The refund cannot be written down here: it is more than what is left of the payment, or an attempt that was given up. Look at the order’s refunds.",
            _ => $"{provider} was asked again, and nothing could be changed. Look at the order.",
        };

    private static string CountTickets(int tickets) => OrderText.CountTickets(tickets);

    private static string LetVerb(int tickets) => tickets == 1 ? "lets" : "let";
}
