using Ticketing.Features.Events;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class CancellationMailText(RefundedOrder refunded, string orderUrl, string message, DateTimeOffset asOf)
    : RefundMailText(refunded, orderUrl, asOf)
{
    public override string Subject => T["Cancelled: {0}, {1}", EventTitle, ShortDay];

    public override string Headline => Title;

    public override string Notice => EventStatusText.Cancelled;

    public override IEnumerable<string> Paragraphs =>
        [
            .. message
                .ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(SingleLineText.From),
            .. Refund switch
            {
                { ManualMethod: not null } => [ReplacedNote],
                { Amount: 0 } when Refunded.Order.Total > 0 =>
                [
                    T["You’ve already been refunded for these tickets. They are no longer valid, and there’s nothing you need to do."],
                ],
                { Amount: 0 } =>
                [
                    T.Plural(
                        VoidedCount,
                        "Your ticket was free, so there is nothing to refund. It is no longer valid, and there’s nothing you need to do.",
                        "Your tickets were free, so there is nothing to refund. They are no longer valid, and there’s nothing you "
                            + "need to do."
                    ),
                ],
                { IsManual: true } when Refunded.Order.PaidWith == Features.Orders.Order.CardTerminal =>
                [
                    T[
                        "You’ll get a full refund of {0}. You paid at our card terminal, so please ask for it at the venue and bring your "
                            + "order number and the card you used.",
                        Amount
                    ],
                ],
                { IsManual: true } => new[]
                {
                    T[
                        "You’ll get a full refund of {0}. You didn’t pay online, so please ask for it at the venue and bring your "
                            + "order number.",
                        Amount
                    ],
                },
                _ => [T["You’ll be refunded {0} automatically, to your original payment method: {1}.", Amount, PaidWith], BankDelayNote],
            },
        ];
}
