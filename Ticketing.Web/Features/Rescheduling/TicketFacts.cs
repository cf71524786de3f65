using Ticketing.Features.Events;

namespace Ticketing.Features.Rescheduling;

/// <summary>The time and place that a ticket names.</summary>
public sealed record TicketFacts
{
    public required string TimeZone { get; init; }
    public required DateTimeOffset? DoorsAt { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset? EndsAt { get; init; }
    public required string Location { get; init; }
    public required string Address { get; init; }

    public static TicketFacts From(Event @event) =>
        new()
        {
            TimeZone = @event.TimeZone,
            DoorsAt = @event.DoorsAt,
            StartsAt = @event.StartsAt,
            EndsAt = @event.EndsAt,
            Location = @event.Location,
            Address = @event.Address,
        };

    /// <summary>An event with these facts, for texts. Not to be saved.</summary>
    public Event ToEvent(string title) =>
        new()
        {
            Slug = "",
            Title = title,
            TimeZone = TimeZone,
            DoorsAt = DoorsAt,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            Location = Location,
            Address = Address,
        };
}
