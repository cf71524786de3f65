using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Payments.Disputes;
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
            Headline = _ => T["Paid at {0}, not here", provider],
            Explanation = difference =>
                T[
                    "{0} were paid, and the order does not know it. Taking it over gives the buyer the tickets, or the money back if "
                        + "none are left.",
                    difference.Amount
                ],
            Repaired = _ => T["The payment is taken over."],
        };

    private static DifferenceWording CreatePaymentNotFoundLocally(string provider) =>
        new()
        {
            Headline = _ => T["Paid at {0}, unknown here", provider],
            Explanation = difference =>
                T[
                    "{0} were paid under a name that these books do not have: at another box office on the same account, or before a "
                        + "backup was restored.",
                    difference.Amount
                ],
            Resolution = T["For when it belongs to another box office, or the buyer has tickets or the money."],
            NotRepaired = _ =>
                T["{0} was asked again and still has it. If it is not another box office’s, pay it back in {0}’s dashboard.", provider],
        };

    private static DifferenceWording CreatePaidLocallyOnly(string provider) =>
        new()
        {
            Headline = _ => T["Paid here, not at {0}", provider],
            Explanation = difference =>
                T[
                    "Our records show {0} as paid; {1} says that it isn’t, or doesn’t know it. Someone has to decide what happens to the "
                        + "tickets.",
                    difference.Amount,
                    provider
                ],
            Resolution = T["For when the buyer paid in another way, or to another account of yours. The order stays as it is."],
            NotRepaired = _ =>
                T[
                    "{0} was asked again and still says that it is not paid. Look at the order: a person has to decide what becomes of its "
                        + "tickets.",
                    provider
                ],
        };

    private static DifferenceWording CreateAmountDiffers(string provider) =>
        new()
        {
            Headline = _ => T["Another amount at {0}", provider],
            Explanation = difference =>
                T["{0} there, {1} here. Someone has to decide which is right.", difference.Amount, difference.LocalAmount],
            Resolution = T[
                "For when it is settled with the buyer. A payment that still waits here is then at an end, and its places go back on sale."
            ],
            NotRepaired = difference =>
                T[
                    "{0} was asked again and still says {1}. Look at the order, and settle the rest with the buyer.",
                    provider,
                    difference.Amount
                ],
        };

    private static DifferenceWording CreateFeeDiffers(string provider) =>
        new()
        {
            Headline = difference => difference.LocalAmount is null ? T["Fee not known here"] : T["Another fee at {0}", provider],
            Explanation = difference =>
                difference.LocalAmount is { } here
                    ? T["{0} there, {1} here.", difference.Amount, here]
                    : T["{0} keeps {1} of this payment.", provider, difference.Amount],
            Repaired = _ => T["The fee is taken over."],
        };

    private static DifferenceWording CreateRefundedAtProviderOnly(string provider) =>
        new()
        {
            Headline = _ => T["Refunded at {0}, not here", provider],
            Explanation = difference => T["{0} went back from {1}’s dashboard.", difference.Amount, provider],
            ButtonLabel = T["Write it down here"],
            Resolution = T["For when it cannot be written down here. The order stays as it is."],
            Repaired = _ => T["The refund is written down here."],
            NotRepaired = _ =>
                T[
                    "{0} was asked again. The refund cannot be written down here: it is more than what is left of the payment, or an "
                        + "attempt that was given up. Look at the order’s refunds.",
                    provider
                ],
        };

    private static DifferenceWording CreateRefundSettledAtProvider(string provider) =>
        new()
        {
            Headline = difference =>
                difference.ProviderRefundState switch
                {
                    RefundState.Failed => T["Refund failed at {0}, on its way here", provider],
                    RefundState.Succeeded => T["Refund done at {0}, not here", provider],
                    _ => T["Refund on its way at {0}, failed here", provider],
                },
            Explanation = difference =>
                difference.ProviderRefundState is RefundState.Failed failed
                    ? T["{0} could not go back: {1}", difference.Amount, failed.Reason]
                : difference.ProviderRefundState is RefundState.Succeeded ? T["{0} went back.", difference.Amount]
                : T["{0} are on their way back.", difference.Amount],
            Repaired = _ => T["The refund stands here as it does there."],
        };

    private static DifferenceWording CreateRefundFailedAtProvider() =>
        new()
        {
            Headline = _ => T["Refund sent back by the bank"],
            Explanation = difference => T["{0} came back from the buyer’s bank: the buyer does not have them.", difference.Amount],
            ButtonLabel = T["Mark as failed"],
            Repaired = _ => RefundMarkedAsFailed,
        };

    private static DifferenceWording CreateRefundNotFoundAtProvider(string provider) =>
        new()
        {
            Headline = _ => T["Refund unknown at {0}", provider],
            Explanation = difference =>
                T[
                    "Our records show {0} as refunded or in progress; {1} knows nothing of it, so the buyer doesn’t have the money.",
                    difference.Amount,
                    provider
                ],
            ButtonLabel = T["Mark as failed"],
            Warning = _ =>
                T[
                    "It is then listed with the failed refunds, where you can try it again: that pays the buyer. Make sure it is the right "
                        + "account."
                ],
            Repaired = _ => RefundMarkedAsFailed,
        };

    private static DifferenceWording CreateDisputeNotFoundLocally() =>
        new()
        {
            Headline = _ => T["Dispute not known here"],
            Explanation = difference => T["The buyer’s bank disputes {0}.", difference.Amount],
            ButtonLabel = T["Write it down here"],
            Repaired = _ => T["The dispute is written down here."],
        };

    private static DifferenceWording CreateDisputeChanged() =>
        new()
        {
            Headline = _ => T["Dispute has moved on"],
            Explanation = difference =>
                difference.ProviderDisputeStatus == difference.LocalDisputeStatus
                    ? T["Amount or deadline of a dispute over {0} have changed.", difference.Amount]
                    : T[
                        "{0}: “{1}” there, “{2}” here.",
                        difference.Amount,
                        difference.ProviderDisputeStatus?.ToText(),
                        difference.LocalDisputeStatus?.ToText()
                    ],
            Repaired = _ => T["The dispute stands here as it does there."],
        };

    private static DifferenceWording CreateTicketsStillValid() =>
        new()
        {
            Headline = _ => T["Money returned, tickets valid"],
            Explanation = difference =>
                T.Plural(
                    difference.Order!.ValidTickets,
                    "All {1} went back, or to the buyer’s bank. 1 ticket of the order still lets people in.",
                    "All {1} went back, or to the buyer’s bank. {0} tickets of the order still let people in.",
                    difference.Amount
                ),
            ButtonLabel = T["Void the tickets"],
            Warning = difference =>
                T.Plural(
                    difference.Order!.ValidTickets,
                    "1 ticket will no longer be admitted, and its place goes back on sale. The buyer is told by email. This cannot be "
                        + "undone.",
                    "{0} tickets will no longer be admitted, and their places go back on sale. The buyer is told by email. This cannot be "
                        + "undone."
                ),
            DecisionLabel = T["Leave valid"],
            DecideButtonLabel = T["Leave the tickets valid"],
            Resolution = T[
                "For a goodwill refund: the buyer has the money back and may still come. Nobody is told, and this leaves the list."
            ],
            Repaired = was =>
                T.Plural(
                    was.Order!.ValidTickets,
                    "1 ticket no longer valid; its place is back on sale. The buyer is told by email.",
                    "{0} tickets no longer valid; their places are back on sale. The buyer is told by email."
                ),
        };

    private static DifferenceWording CreateTicketsStillSuspended() =>
        new()
        {
            Headline = _ => T["Dispute won, tickets suspended"],
            Explanation = difference =>
                T.Plural(
                    difference.Order!.SuspendedTickets,
                    "The venue keeps the money, and the door still refuses 1 ticket.",
                    "The venue keeps the money, and the door still refuses {0} tickets."
                ),
            ButtonLabel = T["Lift the suspension"],
            Repaired = was => T.Plural(was.Order!.SuspendedTickets, "1 ticket good again.", "{0} tickets good again."),
        };

    private static string RefundMarkedAsFailed => T["The refund stands among those that failed: it can be tried again under Refunds."];
}
