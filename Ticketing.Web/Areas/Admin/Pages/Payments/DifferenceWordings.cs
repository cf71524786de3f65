using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Reconciliation;

namespace Ticketing.Areas.Admin.Pages.Payments;

internal static class DifferenceWordings
{
    public static Dictionary<PaymentDifferenceKind, DifferenceWording> Create(string provider) =>
        new()
        {
            [PaymentDifferenceKind.PaidAtProviderOnly] = CreatePaidAtProviderOnly(provider),
            [PaymentDifferenceKind.PaymentNotFoundLocally] = CreatePaymentNotFoundLocally(provider),
            [PaymentDifferenceKind.PaidLocallyOnly] = CreatePaidLocallyOnly(provider),
            [PaymentDifferenceKind.AmountDiffers] = CreateAmountDiffers(provider),
            [PaymentDifferenceKind.FeeDiffers] = CreateFeeDiffers(provider),
            [PaymentDifferenceKind.RefundedAtProviderOnly] = CreateRefundedAtProviderOnly(provider),
            [PaymentDifferenceKind.RefundSettledAtProvider] = CreateRefundSettledAtProvider(provider),
            [PaymentDifferenceKind.RefundFailedAtProvider] = CreateRefundFailedAtProvider(),
            [PaymentDifferenceKind.RefundNotFoundAtProvider] = CreateRefundNotFoundAtProvider(provider),
            [PaymentDifferenceKind.DisputeNotFoundLocally] = CreateDisputeNotFoundLocally(),
            [PaymentDifferenceKind.DisputeChanged] = CreateDisputeChanged(),
            [PaymentDifferenceKind.TicketsStillValid] = CreateTicketsStillValid(),
            [PaymentDifferenceKind.TicketsStillSuspended] = CreateTicketsStillSuspended(),
        };

    private static DifferenceWording CreatePaidAtProviderOnly(string provider) =>
        new()
        {
            Headline = _ => $"Paid at {provider}, not here",
            Explanation = difference =>
                $"{difference.Amount} were paid, and the order does not know it. Taking it over gives the buyer the tickets, or the "
                + "money back where none are left.",
            Repaired = _ => "The payment is taken over.",
        };

    private static DifferenceWording CreatePaymentNotFoundLocally(string provider) =>
        new()
        {
            Headline = _ => $"Paid at {provider}, unknown here",
            Explanation = difference =>
                $"{difference.Amount} were paid under a name that these books do not have: at another box office on the same "
                + "account, or before a backup was restored.",
            Resolution = "For when it belongs to another box office, or the buyer has tickets or the money.",
            NotRepaired = _ =>
                $"{provider} was asked again and still has it. If it is not another box office’s, pay it back in {provider}’s dashboard.",
        };

    private static DifferenceWording CreatePaidLocallyOnly(string provider) =>
        new()
        {
            Headline = _ => $"Paid here, not at {provider}",
            Explanation = difference =>
                $"These books have {difference.Amount} as paid; {provider} says that it is not, or does not know it. A person has "
                + "to decide what becomes of the tickets.",
            Resolution = "For when the buyer paid in another way, or to another account of yours. The order stays as it is.",
            NotRepaired = _ =>
                $"{provider} was asked again and still says that it is not paid. Look at the order: a person has to decide what "
                + "becomes of its tickets.",
        };

    private static DifferenceWording CreateAmountDiffers(string provider) =>
        new()
        {
            Headline = _ => $"Another amount at {provider}",
            Explanation = difference => $"{difference.Amount} there, {difference.LocalAmount} here. A person has to decide which is right.",
            Resolution =
                "For when it is settled with the buyer. A payment that still waits here is then at an end, and its places go back on sale.",
            NotRepaired = difference =>
                $"{provider} was asked again and still says {difference.Amount}. Look at the order, and settle the rest with the buyer.",
        };

    private static DifferenceWording CreateFeeDiffers(string provider) =>
        new()
        {
            Headline = difference => difference.LocalAmount is null ? "Fee not known here" : $"Another fee at {provider}",
            Explanation = difference =>
                difference.LocalAmount is { } here
                    ? $"{difference.Amount} there, {here} here."
                    : $"{provider} keeps {difference.Amount} of this payment.",
            Repaired = _ => "The fee is taken over.",
        };

    private static DifferenceWording CreateRefundedAtProviderOnly(string provider) =>
        new()
        {
            Headline = _ => $"Refunded at {provider}, not here",
            Explanation = difference => $"{difference.Amount} went back from {provider}’s dashboard.",
            ButtonLabel = "Write it down here",
            Resolution = "For when it cannot be written down here. The order stays as it is.",
            Repaired = _ => "The refund is written down here.",
            NotRepaired = _ =>
                $"{provider} was asked again. The refund cannot be written down here: it is more than what is left of the payment, "
                + "or an attempt that was given up. Look at the order’s refunds.",
        };

    private static DifferenceWording CreateRefundSettledAtProvider(string provider) =>
        new()
        {
            Headline = difference =>
                difference.ProviderRefundState switch
                {
                    RefundState.Failed => $"Refund failed at {provider}, on its way here",
                    RefundState.Succeeded => $"Refund done at {provider}, not here",
                    _ => $"Refund on its way at {provider}, failed here",
                },
            Explanation = difference =>
                difference.ProviderRefundState is RefundState.Failed failed
                    ? $"{difference.Amount} could not go back: {failed.Reason}"
                    : $"{difference.Amount} "
                        + $"{(difference.ProviderRefundState is RefundState.Succeeded ? "went back" : "are on their way back")}.",
            Repaired = _ => "The refund stands here as it does there.",
        };

    private static DifferenceWording CreateRefundFailedAtProvider() =>
        new()
        {
            Headline = _ => "Refund sent back by the bank",
            Explanation = difference => $"{difference.Amount} came back from the buyer’s bank: the buyer does not have them.",
            ButtonLabel = "Mark as failed",
            Repaired = _ => RefundMarkedAsFailed,
        };

    private static DifferenceWording CreateRefundNotFoundAtProvider(string provider) =>
        new()
        {
            Headline = _ => $"Refund unknown at {provider}",
            Explanation = difference =>
                $"These books say that {difference.Amount} went back or are about to; {provider} knows nothing of it, so the buyer "
                + "does not have them.",
            ButtonLabel = "Mark as failed",
            Warning = _ =>
                "It then stands among the failed refunds, where it can be tried again: that pays the buyer. Be sure that it is the "
                + "right account.",
            Repaired = _ => RefundMarkedAsFailed,
        };

    private static DifferenceWording CreateDisputeNotFoundLocally() =>
        new()
        {
            Headline = _ => "Dispute not known here",
            Explanation = difference => $"The buyer’s bank disputes {difference.Amount}.",
            ButtonLabel = "Write it down here",
            Repaired = _ => "The dispute is written down here.",
        };

    private static DifferenceWording CreateDisputeChanged() =>
        new()
        {
            Headline = _ => "Dispute has moved on",
            Explanation = difference =>
                difference.ProviderDisputeStatus == difference.LocalDisputeStatus
                    ? $"Amount or deadline of a dispute over {difference.Amount} have changed."
                    : $"{difference.Amount}: “{difference.ProviderDisputeStatus?.ToText()}” there, "
                        + $"“{difference.LocalDisputeStatus?.ToText()}” here.",
            Repaired = _ => "The dispute stands here as it does there.",
        };

    private static DifferenceWording CreateTicketsStillValid() =>
        new()
        {
            Headline = _ => "Money gone, tickets valid",
            Explanation = difference =>
                $"All {difference.Amount} went back, or to the buyer’s bank. {CountTickets(difference.Order!.ValidTickets)} of the "
                + $"order still {LetVerb(difference.Order.ValidTickets)} people in.",
            ButtonLabel = "Void the tickets",
            Warning = difference =>
                $"{CountTickets(difference.Order!.ValidTickets)} will no longer be admitted, and "
                + $"{(difference.Order.ValidTickets == 1 ? "its place goes" : "their places go")} back on sale. The buyer is told by "
                + "email. This cannot be undone.",
            DecisionLabel = "Leave valid",
            DecideButtonLabel = "Leave the tickets valid",
            Resolution =
                "For a goodwill refund: the buyer has the money back and may still come. Nobody is told, and this leaves the list.",
            Repaired = was =>
                $"{CountTickets(was.Order!.ValidTickets)} no longer valid; "
                + $"{(was.Order.ValidTickets == 1 ? "its place is" : "their places are")} back on sale. The buyer is told by email.",
        };

    private static DifferenceWording CreateTicketsStillSuspended() =>
        new()
        {
            Headline = _ => "Dispute won, tickets suspended",
            Explanation = difference =>
                $"The venue keeps the money, and the door still refuses {CountTickets(difference.Order!.SuspendedTickets)}.",
            ButtonLabel = "Lift the suspension",
            Repaired = was => $"{CountTickets(was.Order!.SuspendedTickets)} good again.",
        };

    private const string RefundMarkedAsFailed = "The refund stands among those that failed: it can be tried again under Refunds.";

    private static string CountTickets(int tickets) => OrderText.CountTickets(tickets);

    private static string LetVerb(int tickets) => tickets == 1 ? "lets" : "let";
}
