namespace Ticketing.Events.Editing;

internal static class EventValues
{
    public static object Of(Event @event) => new
    {
        @event.Slug, @event.Title, @event.Kind, @event.Summary, @event.Description, @event.Location, @event.Address, @event.TimeZone,
        @event.DoorsAt, @event.StartsAt, @event.EndsAt, @event.Status, @event.Capacity, @event.Poster, @event.PosterAlt,
    };

    public static object Of(TicketType type) => new
    {
        type.Category, type.Note, type.Price, type.Capacity, type.SalesStartAt, type.SalesEndAt, type.MinPerOrder, type.MaxPerOrder, type.IsWithdrawn,
    };
}
