namespace Ticketing.Areas.Admin.Pages;

/// <summary>Error texts for staff.</summary>
public sealed record StaffErrorText(string Title, string Text)
{
    public static StaffErrorText ClosedForRecovery =>
        new("The box office is closed", "It was restored from a backup. A superadmin must finish the restore before anything is saved.");

    public static StaffErrorText ForStatus(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => new("You’re signed out", "Sign in and try again."),
            StatusCodes.Status403Forbidden => new(
                "We couldn’t verify that request",
                "For your safety we only accept forms from our own pages. Open the page again and send it from there."
            ),
            StatusCodes.Status404NotFound => new(
                "We can’t find that page",
                "The address may be mistyped, or what it showed has been removed."
            ),
            StatusCodes.Status413PayloadTooLarge => new("That file is too large", "Choose a smaller one and try again."),
            StatusCodes.Status429TooManyRequests => new("Too many requests", "Wait a minute, then try again."),
            StatusCodes.Status503ServiceUnavailable => new(
                "We’re temporarily unavailable",
                "The database can’t be reached or is very busy. Check what was saved before you try again."
            ),
            >= 500 => new("Something went wrong on our side", "It has been logged. Check what was saved before you try again."),
            _ => new("We couldn’t read that", "The page may have been open for too long. Go back, reload it and try again."),
        };
}
