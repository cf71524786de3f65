namespace Ticketing.Areas.Admin.Pages;

/// <summary>Error texts for staff.</summary>
public sealed record StaffErrorText(string Title, string Text)
{
    public static StaffErrorText ClosedForRecovery =>
        new(
            T["The box office is closed"],
            T["It was restored from a backup. A superadmin must finish the restore before anything is saved."]
        );

    public static StaffErrorText ForStatus(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => new(T["You’re signed out"], T["Sign in and try again."]),
            StatusCodes.Status403Forbidden => new(
                T["We couldn’t verify that request"],
                T["We only accept forms from our own pages. Open the page again and send it from there."]
            ),
            StatusCodes.Status404NotFound => new(
                T["We can’t find that page"],
                T["The address may be mistyped, or what it showed has been removed."]
            ),
            StatusCodes.Status413PayloadTooLarge => new(T["That file is too large"], T["Choose a smaller one and try again."]),
            StatusCodes.Status429TooManyRequests => new(T["Too many requests"], T["Wait a minute, then try again."]),
            StatusCodes.Status503ServiceUnavailable => new(
                T["We’re temporarily unavailable"],
                T["The database can’t be reached or is very busy. Check what was saved before you try again."]
            ),
            >= 500 => new(T["Something went wrong on our side"], T["It has been logged. Check what was saved before you try again."]),
            _ => new(T["We couldn’t read that"], T["The page may have been open for too long. Go back, reload the page and try again."]),
        };
}
