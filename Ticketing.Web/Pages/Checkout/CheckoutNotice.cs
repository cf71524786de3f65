using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;

namespace Ticketing.Pages.Checkout;

/// <param name="Kind">CSS class: "info", "warn" or "error".</param>
public sealed record CheckoutNotice(string Kind, string Title, string Text)
{
    public static CheckoutNotice ProviderUnavailable { get; } =
        new(
            "error",
            "The payment page can’t be reached just now",
            "Nothing was charged, and your tickets stay on hold. Please try again in a moment."
        );

    public static CheckoutNotice AmountRefused { get; } =
        new("error", "These tickets can’t be paid for online", "You haven’t been charged. Please contact the venue to buy them.");

    public static CheckoutNotice TooManyAttempts { get; } =
        new(
            "error",
            "Those were too many attempts to pay",
            "Nothing was charged. Please give the tickets back and choose again, or ask the venue if your card keeps being declined."
        );

    public static CheckoutNotice EmailLimitReached { get; } =
        new(
            "error",
            "We’ve just sent several emails to this address",
            "Use another email, or try again later. Your tickets are held until the time above."
        );

    public static CheckoutNotice TooManyConfirmations { get; } =
        new("error", "The address was changed too often", "We can’t email another link for this order. Please choose your tickets again.");

    public static CheckoutNotice FreeLimitReached(int limit) =>
        new(
            "error",
            $"You can have {(limit == 1 ? "one free ticket" : $"{limit} free tickets")} for this show",
            "That’s more than your limit. Choose fewer tickets."
        );

    public static CheckoutNotice TotalChanged(Order order) =>
        new(
            "warn",
            $"The total is now {order.Money(order.Total)}",
            "The price changed while this page was open. Nothing was charged, and your tickets stay on hold: look at the new total, and "
                + "go on only if you agree."
        );

    public static CheckoutNotice? ForPayment(string? ended, HeldTickets held, bool isOver)
    {
        var until = isOver
            ? ""
            : $"Your tickets are still held until {EventTimes.TimeOfDay(held.Event, held.Hold.ExpiresAt)}: you can try again.";
        return ended switch
        {
            _ when held.IsInPayment => new CheckoutNotice(
                "info",
                "A payment page is open for these tickets",
                "Go back to it to pay, or start from here in this window. You pay only once."
            ),
            "declined" => new CheckoutNotice("error", "Your bank declined the payment", $"Nothing was charged. {until}"),
            "cancelled" => new CheckoutNotice("info", "You left the payment page", $"Nothing was charged. {until}"),
            "expired" => new CheckoutNotice("warn", "The payment page closed before you paid", $"Nothing was charged. {until}"),
            _ => null,
        };
    }
}
