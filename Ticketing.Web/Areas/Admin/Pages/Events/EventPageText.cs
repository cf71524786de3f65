using Ticketing.Features.Events;

namespace Ticketing.Areas.Admin.Pages.Events;

internal static class EventPageText
{
    public static string GetPosterAlt(Event @event) =>
        @event.Poster is null ? T["Drawn from the title"]
        : @event.PosterAlt.Length > 0 ? @event.PosterAlt
        : T["Uploaded, not described yet"];

    /// <param name="count">Of fields with errors.</param>
    public static string NotSaved(int count) =>
        T.Plural(count, "Not saved: one field needs another look.", "Not saved: {0} fields need another look.");
}
