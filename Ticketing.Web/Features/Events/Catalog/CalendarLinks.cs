using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Ticketing.Features.Events.Catalog;

/// <summary>Forms of web calendars, filled in with an event.</summary>
public static class CalendarLinks
{
    public static string GetGoogleUrl(Event @event) =>
        QueryHelpers.AddQueryString(
            "https://calendar.google.com/calendar/render",
            new Dictionary<string, string?>
            {
                ["action"] = "TEMPLATE",
                ["text"] = @event.Title,
                ["dates"] =
                    $"{Format(@event.StartsAt, "yyyyMMdd'T'HHmmss'Z'")}/{Format(@event.EndsOrAssumedEndsAt, "yyyyMMdd'T'HHmmss'Z'")}",
                ["location"] = @event.Place(),
                ["details"] = @event.DoorsAndStart(),
            }
        );

    public static string GetOutlookUrl(Event @event) =>
        QueryHelpers.AddQueryString(
            "https://outlook.live.com/calendar/0/deeplink/compose",
            new Dictionary<string, string?>
            {
                ["path"] = "/calendar/action/compose",
                ["rru"] = "addevent",
                ["subject"] = @event.Title,
                ["startdt"] = Format(@event.StartsAt, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
                ["enddt"] = Format(@event.EndsOrAssumedEndsAt, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
                ["location"] = @event.Place(),
                ["body"] = @event.DoorsAndStart(),
            }
        );

    private static string Format(DateTimeOffset instant, string pattern) =>
        instant.UtcDateTime.ToString(pattern, CultureInfo.InvariantCulture);
}
