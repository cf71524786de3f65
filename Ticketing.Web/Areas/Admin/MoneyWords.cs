using Ticketing.Payments.Review;
using Ticketing.Payments;

namespace Ticketing.Areas.Admin;

public sealed class MoneyWords(string provider)
{
    public string Headline(Difference difference) => difference.Kind switch
    {
        DifferenceKind.PaidThereNotHere => $"Paid at {provider}, not here",
        DifferenceKind.UnknownHere => $"Paid at {provider}, unknown here",
        DifferenceKind.PaidHereNotThere => $"Paid here, not at {provider}",
        DifferenceKind.OtherAmount => $"Another amount at {provider}",
        DifferenceKind.OtherFee => difference.AmountHere is null ? "Fee not known here" : $"Another fee at {provider}",
        DifferenceKind.RefundedThereNotHere => $"Refunded at {provider}, not here",
        DifferenceKind.RefundDecidedThere => difference.RefundThere switch
        {
            RefundState.Failed => $"Refund failed at {provider}, on its way here",
            RefundState.Succeeded => $"Refund done at {provider}, not here",
            _ => $"Refund on its way at {provider}, failed here",
        },
        DifferenceKind.RefundFailedThere => "Refund sent back by the bank",
        DifferenceKind.RefundUnknownThere => $"Refund unknown at {provider}",
        DifferenceKind.DisputeUnknownHere => "Dispute not known here",
        DifferenceKind.DisputeMovedOn => "Dispute has moved on",
        DifferenceKind.StillValid => "Money gone, tickets valid",
        _ => "Dispute won, tickets suspended",
    };

    public string Headline(DecidedDifference decided)
    {
        ArgumentNullException.ThrowIfNull(decided);
        return Enum.TryParse<DifferenceKind>(decided.Kind, out var kind) ? Headline(new Difference(kind, decided.About, null)) : decided.Kind;
    }

    public string Explain(Difference difference) => difference.Kind switch
    {
        DifferenceKind.PaidThereNotHere => $"{difference.Amount} were paid, and the order does not know it. Taking it over gives the buyer the tickets, or the money back where none are left.",
        DifferenceKind.UnknownHere => $"{difference.Amount} were paid under a name that these books do not have: at another box office on the same account, or before a backup was restored.",
        DifferenceKind.PaidHereNotThere => $"These books have {difference.Amount} as paid; {provider} says that it is not, or does not know it. A person has to decide what becomes of the tickets.",
        DifferenceKind.OtherAmount => $"{difference.Amount} there, {difference.AmountHere} here. A person has to decide which is right.",
        DifferenceKind.OtherFee => difference.AmountHere is { } here ? $"{difference.Amount} there, {here} here." : $"{provider} keeps {difference.Amount} of this payment.",
        DifferenceKind.RefundedThereNotHere => $"{difference.Amount} went back from {provider}’s dashboard.",
        DifferenceKind.RefundDecidedThere => difference.RefundThere is RefundState.Failed failed
            ? $"{difference.Amount} could not go back: {failed.Reason}"
            : $"{difference.Amount} {(difference.RefundThere is RefundState.Succeeded ? "went back" : "are on their way back")}.",
        DifferenceKind.RefundFailedThere => $"{difference.Amount} came back from the buyer’s bank: the buyer does not have them.",
        DifferenceKind.RefundUnknownThere => $"These books say that {difference.Amount} went back or are about to; {provider} knows nothing of it, so the buyer does not have them.",
        DifferenceKind.DisputeUnknownHere => $"The buyer’s bank disputes {difference.Amount}.",
        DifferenceKind.DisputeMovedOn => difference.DisputeThere == difference.DisputeHere
            ? $"Amount or deadline of a dispute over {difference.Amount} have changed."
            : $"{difference.Amount}: “{difference.DisputeThere?.InWords()}” there, “{difference.DisputeHere?.InWords()}” here.",
        DifferenceKind.StillValid => $"All {difference.Amount} went back, or to the buyer’s bank. {Count(difference.Order!.Valid)} of the order still {Let(difference.Order.Valid)} people in.",
        _ => $"The venue keeps the money, and the door still refuses {Count(difference.Order!.Suspended)}.",
    };

    public static string Button(Difference difference) => difference.Kind switch
    {
        DifferenceKind.UnknownHere or DifferenceKind.PaidHereNotThere or DifferenceKind.OtherAmount => "Ask again",
        DifferenceKind.RefundedThereNotHere or DifferenceKind.DisputeUnknownHere => "Write it down here",
        DifferenceKind.RefundFailedThere or DifferenceKind.RefundUnknownThere => "Mark as failed",
        DifferenceKind.StillValid => "Make the tickets void",
        DifferenceKind.StillSuspended => "Lift the suspension",
        _ => "Take it over",
    };

    /// <summary>Warning before a repair that cannot be undone; null for other repairs.</summary>
    public static string? Warning(Difference difference) => difference.Kind switch
    {
        DifferenceKind.StillValid => $"{Count(difference.Order!.Valid)} will let nobody in any more, and {(difference.Order.Valid == 1 ? "its place goes" : "their places go")} back on sale. This cannot be undone.",
        DifferenceKind.RefundUnknownThere => "It then stands among the failed refunds, where it can be tried again: that pays the buyer. Be sure that it is the right account.",
        _ => null,
    };

    /// <summary>Only for kinds that need a decision.</summary>
    public static string Decided(Difference difference) => difference.Kind switch
    {
        DifferenceKind.OtherAmount => "For when it is settled with the buyer. A payment that still waits here is then at an end, and its places go back on sale.",
        DifferenceKind.UnknownHere => "For when it belongs to another box office, or the buyer has tickets or the money.",
        DifferenceKind.PaidHereNotThere => "For when the buyer paid in another way, or to another account of yours. The order stays as it is.",
        _ => "For when it cannot be written down here. The order stays as it is.",
    };

    public string Done(Difference was) => was.Kind switch
    {
        DifferenceKind.PaidThereNotHere => "The payment is taken over.",
        DifferenceKind.OtherFee => "The fee is taken over.",
        DifferenceKind.RefundedThereNotHere => "The refund is written down here.",
        DifferenceKind.RefundDecidedThere => "The refund stands here as it does there.",
        DifferenceKind.RefundFailedThere or DifferenceKind.RefundUnknownThere => "The refund stands among those that failed: it can be tried again under Refunds.",
        DifferenceKind.DisputeUnknownHere => "The dispute is written down here.",
        DifferenceKind.DisputeMovedOn => "The dispute stands here as it does there.",
        DifferenceKind.StillValid => $"{Count(was.Order!.Valid)} no longer valid; {(was.Order.Valid == 1 ? "its place is" : "their places are")} back on sale.",
        DifferenceKind.StillSuspended => $"{Count(was.Order!.Suspended)} good again.",
        _ => $"{provider} was asked again, and it agrees now.",
    };

    /// <summary>Wording if the difference remains after asking the provider again.</summary>
    public string Remains(Difference difference) => difference.Kind switch
    {
        DifferenceKind.PaidHereNotThere => $"{provider} was asked again and still says that it is not paid. Look at the order: a person has to decide what becomes of its tickets.",
        DifferenceKind.OtherAmount => $"{provider} was asked again and still says {difference.Amount}. Look at the order, and settle the rest with the buyer.",
        DifferenceKind.UnknownHere => $"{provider} was asked again and still has it. If it is not another box office’s, pay it back in {provider}’s dashboard.",
        DifferenceKind.RefundedThereNotHere => $"{provider} was asked again. The refund cannot be written down here: it is more than what is left of the payment, or an attempt that was given up. Look at the order’s refunds.",
        _ => $"{provider} was asked again, and nothing could be changed. Look at the order.",
    };

    private static string Count(int tickets) => OrderWords.Tickets(tickets);

    private static string Let(int tickets) => tickets == 1 ? "lets" : "let";
}
