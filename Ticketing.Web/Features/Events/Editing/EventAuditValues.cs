namespace Ticketing.Features.Events.Editing;

internal static class EventAuditValues
{
    public static object From(Event @event) =>
        new
        {
            @event.Slug,
            @event.Title,
            @event.Kind,
            @event.Summary,
            @event.Description,
            @event.Location,
            @event.Address,
            @event.TimeZone,
            @event.DoorsAt,
            @event.StartsAt,
            @event.EndsAt,
            @event.Status,
            @event.Capacity,
            @event.MaxFreeTicketsPerPerson,
            @event.ConfirmFreeByEmail,
            @event.MinimumAge,
            @event.RunningMinutes,
            @event.LineUp,
            @event.AccessInfo,
            @event.RefundRule,
            @event.Poster,
            @event.PosterAlt,
        };

    public static object From(TicketType type, Event @event) =>
        new
        {
            type.Category,
            type.Note,
            type.Price,
            type.Capacity,
            type.SalesStartAt,
            type.SalesEndAt,
            type.MinPerOrder,
            type.MaxPerOrder,
            FollowedBy = @event.TicketTypes.FirstOrDefault(other => other.Id == type.FollowedById)?.Category ?? "",
            type.IsWithdrawn,
            type.IsHidden,
        };
}
