using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Areas.Admin.Pages.Events;

internal static class EventPageText
{
    public static string GetPosterAlt(Event @event) =>
        @event.Poster is null ? T["Drawn from the title"]
        : @event.PosterAlt.Length > 0 ? @event.PosterAlt
        : T["Uploaded, not described yet"];

    public static string GetFilterName(EventFilter filter) =>
        filter switch
        {
            EventFilter.Upcoming => T["Upcoming"],
            EventFilter.Past => T["Past"],
            EventFilter.Drafts => T["Drafts"],
            EventFilter.Cancelled => T["Cancelled"],
            _ => T["Archived"],
        };

    public static string GetEmptyText(EventFilter filter) =>
        filter switch
        {
            EventFilter.Upcoming => T["No events to come"],
            EventFilter.Past => T["No past events"],
            EventFilter.Drafts => T["No drafts"],
            EventFilter.Cancelled => T["No event is cancelled"],
            _ => T["Nothing is archived"],
        };

    /// <param name="count">Of fields with errors.</param>
    public static string NotSaved(int count) =>
        T.Plural(count, "Not saved: one field needs another look.", "Not saved: {0} fields need another look.");
}
