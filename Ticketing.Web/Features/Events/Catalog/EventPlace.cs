namespace Ticketing.Features.Events.Catalog;

public static class EventPlace
{
    /// <summary>In one line: "The Blue Room, 14 Canal Street, Leeds LS1 4AB".</summary>
    public static string Place(this Event @event) =>
        string.Join(", ", new[] { @event.Location, @event.Address.ReplaceLineEndings(", ") }.Where(part => part.Length > 0));

    public static string MapUrl(this Event @event) => "https://www.openstreetmap.org/search?query=" + Uri.EscapeDataString(@event.Place());
}
