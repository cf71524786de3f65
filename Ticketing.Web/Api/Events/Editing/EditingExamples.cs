using Ticketing.Api.Json;
using Ticketing.Api.Lists;
using Ticketing.Features.Events;

namespace Ticketing.Api.Events.Editing;

/// <summary>For the documentation.</summary>
internal static class EditingExamples
{
    private static readonly EventResource Public = EventExamples.Event;

    public static EventRequest EventRequest { get; } =
        new()
        {
            Title = Public.Title,
            Slug = "nadia-karim-quartet",
            Kind = Public.Kind,
            Summary = Public.Summary,
            Description = Public.Description,
            Location = Public.Location,
            Address = Public.Address,
            TimeZone = Public.TimeZone,
            StartsAt = Public.StartsAt,
            DoorsAt = Public.DoorsAt,
            Capacity = 180,
            MinimumAge = Public.MinimumAge,
            RunningMinutes = Public.RunningMinutes,
            LineUp = Public.LineUp,
            AccessInfo = Public.AccessInfo,
            RefundRule = Public.RefundRule,
        };

    public static CancelEventRequest CancelRequest { get; } = new() { Message = "Nadia is ill. We hope to see you in spring." };

    public static ScheduleEventRequest ScheduleRequest { get; } =
        new() { PublishAt = new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.FromHours(1)) };

    public static EventDetailsResource ScheduledEvent =>
        Event with
        {
            Status = EventStatus.Inactive,
            PublishAt = ScheduleRequest.PublishAt,
        };

    public static EventDetailsResource Draft => Event with { Status = EventStatus.Inactive };

    public static EventDetailsResource Event { get; } =
        new()
        {
            Id = Public.Id,
            Slug = "nadia-karim-quartet",
            Title = Public.Title,
            Kind = Public.Kind,
            Summary = Public.Summary,
            Description = Public.Description,
            Status = EventStatus.Active,
            PublishAt = null,
            Location = Public.Location,
            Address = Public.Address,
            TimeZone = Public.TimeZone,
            DoorsAt = Public.DoorsAt,
            StartsAt = Public.StartsAt,
            EndsAt = null,
            MinimumAge = Public.MinimumAge,
            RunningMinutes = Public.RunningMinutes,
            LineUp = Public.LineUp,
            AccessInfo = Public.AccessInfo,
            RefundRule = Public.RefundRule,
            Capacity = 180,
            MaxFreeTicketsPerPerson = null,
            ConfirmFreeByEmail = null,
            Url = Public.Url,
        };

    public static ApiList<EventDetailsResource> EventList { get; } =
        new([Event], "older.639000000000000000.019ac3f47f007a319c551f0f5f0a4b11");

    public static TicketTypeRequest TicketTypeRequest { get; } =
        new()
        {
            Category = "Standing",
            FaceValue = new ApiMoney(1400, "GBP"),
            Capacity = 150,
        };

    public static MoveTicketTypeRequest MoveRequest { get; } = new() { Direction = MoveDirection.Up };

    public static TicketTypeDetailsResource TicketType { get; } =
        new()
        {
            Id = Public.TicketTypes[0].Id,
            Category = "Standing",
            Note = "",
            FaceValue = new ApiMoney(1400, "GBP"),
            Capacity = 150,
            MinPerOrder = 1,
            MaxPerOrder = 10,
            SalesStartAt = null,
            SalesEndAt = null,
            FollowedById = null,
            IsWithdrawn = false,
            IsHidden = false,
        };

    public static ApiList<TicketTypeDetailsResource> TicketTypeList { get; } = new([TicketType], null);
}
