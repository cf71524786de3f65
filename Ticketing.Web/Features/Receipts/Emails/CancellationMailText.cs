using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Receipts.Emails;

internal sealed class CancellationMailText(RefundedOrder refunded, string orderUrl, string message) : RefundMailText(refunded, orderUrl)
{
    internal const string CancelledNotice = "This event is cancelled. It will not take place.";

    public override string Subject => $"Cancelled: {EventTitle}, {Refunded.Event.ShortDay()}";

    public override string Headline => Title;

    public override string Notice => CancelledNotice;

    public override IEnumerable<string> Paragraphs =>
        [
            .. message
                .ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(SingleLineText.From),
            .. Refund switch
            {
                { Amount: 0 } when Refunded.Order.Total > 0 =>
                [
                    "What you paid for these tickets had gone back to you before. They are no longer valid, and you need not do anything.",
                ],
                { Amount: 0 } =>
                [
                    "Your tickets were free, so there is nothing to pay back. They are no longer valid, and you need not do anything.",
                ],
                { IsCash: true } => new[]
                {
                    $"You get {Amount} back, everything that you paid for these tickets. You did not pay online, so please ask for it at "
                        + "the venue and bring your order’s number.",
                },
                _ =>
                [
                    $"You get {Amount} back, everything that you paid for these tickets. It goes to where it came from: {PaidWith}. You "
                        + "need not do anything.",
                    BankDelayNote,
                ],
            },
        ];
}
