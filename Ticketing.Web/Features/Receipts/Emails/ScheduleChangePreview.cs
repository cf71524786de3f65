using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Receipts.Emails;

public sealed record MailPreview(string Subject, string Text);

/// <summary>The email about a change that is not saved yet, as the buyer of one of the orders would get it.</summary>
public sealed class ScheduleChangePreview
{
    private readonly PaidOrderQueries orders;
    private readonly BuyerLinks links;
    private readonly TimeProvider clock;

    internal ScheduleChangePreview(PaidOrderQueries orders, BuyerLinks links, TimeProvider clock) =>
        (this.orders, this.links, this.clock) = (orders, links, clock);

    /// <returns>Null if no order can be emailed.</returns>
    public async Task<MailPreview?> WriteAsync(ScheduleChangePlan plan, BuyerNoticeForm form, CancellationToken ct)
    {
        if (
            plan.Orders.FirstOrDefault(order => order.Email.Length > 0) is not { } sample
            || await orders.FindAsync(sample.Id, ct) is not { } paid
        )
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var notice = new ParsedBuyerNotice(form, plan.After, now);
        var text = new ScheduleChangeText(
            paid with
            {
                Event = plan.After,
            },
            new ScheduleChangeNotice(plan.Kind, plan.Before, notice.Message, notice.RefundsUntil),
            links.GetUrl($"/orders/{paid.Order.Reference}"),
            now
        );
        return new MailPreview(text.Subject, text.PlainText);
    }
}
