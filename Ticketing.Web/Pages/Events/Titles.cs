using System.Globalization;
using Ticketing.Events;

namespace Ticketing.Pages.Events;

public static class Titles
{
    private const int Long = 26;
    private const int VeryLong = 60;

    /// <summary>CSS class that makes long titles smaller, so that they fit a phone.</summary>
    public static string SizeOf(string title) => title.Length switch { > VeryLong => "very-long", > Long => "long", _ => "" };

    public static string MachineDay(Event @event) => @event.LocalStart().ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}
