using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Pages.Checkout;

/// <param name="Kind">CSS class: "info", "warn" or "error".</param>
public sealed record CheckoutNotice(string Kind, string Title, string Text)
{
    public static CheckoutNotice ProviderUnavailable =>
        new(
            "error",
            T["We can’t reach the payment page"],
            T["You haven’t been charged, and we’re still holding your tickets. Try again in a moment."]
        );

    public static CheckoutNotice NotPayable =>
        new("error", T["These tickets can’t be paid for online"], T["You haven’t been charged. Please contact the venue to buy them."]);

    public static CheckoutNotice TooManyAttempts =>
        new(
            "error",
            T["Too many payment attempts"],
            T["You haven’t been charged. Release your tickets and choose again, or contact the venue if your card keeps being declined."]
        );

    public static CheckoutNotice EmailLimitReached =>
        new(
            "error",
            T["We’ve just sent several emails to this address"],
            T["Use another email, or try again later. Your tickets are held until the time above."]
        );

    public static CheckoutNotice TooManyConfirmations =>
        new(
            "error",
            T["You’ve changed the address too many times"],
            T["We can’t email another link for this order. Please choose your tickets again."]
        );

    public static CheckoutNotice FreeLimitReached(int limit) =>
        new(
            "error",
            T.Plural(limit, "You can have 1 free ticket for this show", "You can have {0} free tickets for this show"),
            T["That’s more than your limit. Choose fewer tickets."]
        );

    public static CheckoutNotice CodeLimitReached(int limit) =>
        new(
            "error",
            T.Plural(limit, "You can have 1 ticket with this promo code", "You can have {0} tickets with this promo code"),
            T["That’s more than your limit. Choose fewer tickets."]
        );

    public static CheckoutNotice TotalChanged(Order order) =>
        new(
            "warn",
            T["The total is now {0}", order.Money(order.Total)],
            T[
                "The price changed while this page was open. You haven’t been charged, and we’re still holding your tickets. "
                    + "Check the new total before you pay."
            ]
        );

    public static CheckoutNotice? ForPayment(string? ended, HeldTickets held, bool isOver)
    {
        var text = isOver
            ? T["You haven’t been charged."]
            : T[
                "You haven’t been charged. Your tickets are still held until {0}, so you can try again.",
                EventTimes.TimeOfDay(held.Event, held.Hold.ExpiresAt)
            ];
        return ended switch
        {
            _ when held.IsInPayment => new CheckoutNotice(
                "info",
                T["You have a payment in progress"],
                T["Go back to the payment page, or start again here. You won’t be charged twice."]
            ),
            "declined" => new CheckoutNotice("error", T["Payment declined"], isOver ? text : GetDeclinedText(held)),
            "cancelled" => new CheckoutNotice("info", T["You left the payment page"], text),
            "expired" => new CheckoutNotice("warn", T["The payment page closed before you paid"], text),
            _ => null,
        };
    }

    private static string GetDeclinedText(HeldTickets held) =>
        T["You haven’t been charged. Try another card – tickets held until {0}.", EventTimes.TimeOfDay(held.Event, held.Hold.ExpiresAt)];
}
