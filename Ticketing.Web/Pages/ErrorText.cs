namespace Ticketing.Pages;

/// <summary>Error texts for visitors. They must not claim that nothing was charged: the failure may have come after the payment.</summary>
public sealed record ErrorText(string Title, string Text)
{
    public static readonly ErrorText CookiesBlocked = new(
        "Please allow cookies",
        "Your browser sent no cookies, and without them we cannot tell that the form is yours. Allow cookies for this site, go back "
            + "and load the page again. We use them only for your tickets, never to follow you around."
    );

    public static readonly ErrorText ClosedForRecovery = new(
        "The box office is being restored",
        "Our records were restored from a backup, and we are adding what happened since. Until that is done we sell nothing, and an order "
            + "placed a short while ago may not show yet. Your payment and your tickets are not lost: please come back in an hour."
    );

    public static ErrorText ForStatus(int status) =>
        status switch
        {
            StatusCodes.Status403Forbidden => new(
                "That did not come from our page",
                "For your safety we accept forms only from our own pages. Open the page again in your browser and send it from there."
            ),
            StatusCodes.Status404NotFound => new("We can’t find that page", "The address may be mistyped, or what was here is gone."),
            StatusCodes.Status405MethodNotAllowed => new(
                "That does not work here",
                "This page cannot be used in that way. Open it from the start page instead."
            ),
            StatusCodes.Status408RequestTimeout => new(
                "That took too long",
                "Your connection stopped while the page was sending. Go back and send it again."
            ),
            StatusCodes.Status410Gone => new(
                "This link no longer works",
                "It has run out or was used up. You can have a new one sent to the address you ordered with."
            ),
            StatusCodes.Status413PayloadTooLarge => new("That was too much", "What was sent is larger than we accept."),
            StatusCodes.Status429TooManyRequests => new(
                "One moment, please",
                "There were many requests from your connection in a short time. Wait a minute, then try again."
            ),
            StatusCodes.Status503ServiceUnavailable => new(
                "We can’t answer right now",
                "The box office is very busy or briefly out of order, and we could not finish this. Please try again in a few seconds. "
                    + "If you were about to pay, look into “Your tickets” or your e-mail before you pay again."
            ),
            >= 500 => new(
                "Something went wrong on our side",
                "We have noted it. If you were about to pay, look into “Your tickets” or your e-mail before you pay again."
            ),
            _ => new("We could not read that", "The page may have been open for too long. Go back, load it again and retry."),
        };
}
