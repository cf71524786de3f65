using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;

namespace Ticketing.Pages.Events;

public static class EventMarkup
{
    private const int LongTitle = 26;
    private const int VeryLongTitle = 60;

    /// <summary>CSS class that makes long titles smaller, so that they fit a phone.</summary>
    public static string TitleClass(string title) =>
        title.Length switch
        {
            > VeryLongTitle => "very-long",
            > LongTitle => "long",
            _ => "",
        };

    public static string DateTimeAttribute(Event @event) =>
        @event.FirstDay().ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}
