using Ticketing.Features.Events;

namespace Ticketing.Api.Events;

/// <summary>A band, singer or speaker of an event.</summary>
public sealed record ActResource
{
    /// <summary>At most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>In the event's time zone, such as "20:15". Null if it is not announced.</summary>
    public string? Time { get; init; }

    internal static IReadOnlyList<ActResource> From(Event @event) =>
        [.. @event.Acts.Select(act => new ActResource { Name = act.Name, Time = act.TimeText })];
}
