namespace Ticketing.Pages;

/// <summary>Error texts for visitors. They must not claim that nothing was charged: the failure may have come after the payment.</summary>
public sealed record ErrorText(string Title, string Text)
{
    public static ErrorText CookiesBlocked =>
        new(
            T["Please allow cookies"],
            T[
                "Your browser is blocking cookies, which we need to recognise your form. Allow cookies for this site, "
                    + "go back and reload the page. We only use them for your tickets, never to track you."
            ]
        );

    public static ErrorText ClosedForRecovery =>
        new(
            T["The box office is being restored"],
            T[
                "We are restoring our records from a backup. Until that is done we can’t sell tickets, and recent "
                    + "orders may not show yet. Your payment and your tickets are safe. Please come back in an hour."
            ]
        );

    public static ErrorText ForStatus(int status) =>
        status switch
        {
            StatusCodes.Status403Forbidden => new(
                T["We couldn’t verify that request"],
                T["For your safety we only accept forms from our own pages. Open the page again and send it from there."]
            ),
            StatusCodes.Status404NotFound => new(
                T["We can’t find that page"],
                T["The address may be mistyped, or the page may have been removed."]
            ),
            StatusCodes.Status405MethodNotAllowed => new(
                T["That doesn’t work here"],
                T["This page can’t be used that way. Please start from the home page."]
            ),
            StatusCodes.Status408RequestTimeout => new(
                T["That took too long"],
                T["Your connection stopped while sending. Go back and try again."]
            ),
            StatusCodes.Status410Gone => new(
                T["This link has expired"],
                T["It has expired or was already used. You can have a new one sent to the email address you ordered with."]
            ),
            StatusCodes.Status413PayloadTooLarge => new(T["That file is too large"], T["What you sent is larger than we accept."]),
            StatusCodes.Status429TooManyRequests => new(
                T["One moment, please"],
                T["We’ve had a lot of requests from your connection. Wait a minute, then try again."]
            ),
            StatusCodes.Status503ServiceUnavailable => new(
                T["We’re temporarily unavailable"],
                T[
                    "The box office is very busy or temporarily unavailable. Please try again in a few seconds. If you "
                        + "were about to pay, check “Your tickets” or your email before paying again."
                ]
            ),
            >= 500 => new(
                T["Something went wrong on our side"],
                T["We’ve been notified. If you were about to pay, check “Your tickets” or your email before paying again."]
            ),
            _ => new(T["We couldn’t read that"], T["The page may have been open for too long. Go back, reload it and try again."]),
        };
}
