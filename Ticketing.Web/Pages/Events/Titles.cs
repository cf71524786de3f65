using System.Globalization;
using Ticketing.Events;

namespace Ticketing.Pages.Events;

/// <summary>How a title and its date are set on a page.</summary>
public static class Titles
{
    private const int Long = 26;
    private const int VeryLong = 60;

    /// <summary>A class for the style sheet: long titles are set smaller, so that they fit a phone.</summary>
    public static string SizeOf(string title) => title.Length switch { > VeryLong => "very-long", > Long => "long", _ => "" };

    /// <summary>For the time element.</summary>
    public static string MachineDay(Event @event) => @event.LocalStart().ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}
