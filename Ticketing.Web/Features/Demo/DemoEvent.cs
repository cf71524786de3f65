using Ticketing.Features.Events;

namespace Ticketing.Features.Demo;

internal sealed record DemoEvent(string Slug, string Title, string Kind, DemoEventDate Date)
{
    public required string Summary { get; init; }

    /// <summary>Markdown.</summary>
    public required string Description { get; init; }
    public string Location { get; init; } = "The Blue Room";

    /// <summary>Venue time.</summary>
    public TimeOnly Doors { get; init; } = new(19, 30);
    public TimeOnly Starts { get; init; } = new(20, 15);
    public TimeSpan Length { get; init; } = TimeSpan.FromHours(2.5);
    public EventStatus Status { get; init; } = EventStatus.Active;

    public int? MinimumAge { get; init; } = 14;

    /// <summary>Of the music; null if it is not announced.</summary>
    public int? RunningMinutes { get; init; }

    /// <summary>As in <see cref="Event.LineUp"/>.</summary>
    public string LineUp { get; init; } = "";
    public string AccessInfo { get; init; } = DemoProgramme.StepFree;
    public string RefundRule { get; init; } = "";

    /// <summary>Set if the room admits fewer than the types' total.</summary>
    public int? Capacity { get; init; }

    /// <summary>Null: on sale since the announcement.</summary>
    public int? SaleOpensInDays { get; init; }

    /// <summary>Share of orders; higher for free events.</summary>
    public double NoShowShare { get; init; } = 0.07;
    public required IReadOnlyList<DemoTicketType> Types { get; init; }
}

/// <param name="Price">Minor units.</param>
/// <param name="Sold">Number sold by the day of seeding.</param>
internal sealed record DemoTicketType(string Category, long Price, int Capacity, int Sold = 0)
{
    public string Note { get; init; } = "";
    public int MinPerOrder { get; init; } = 1;
    public int MaxPerOrder { get; init; } = 8;

    /// <summary>Last day of an early bird; null: on sale until the event starts.</summary>
    public int? EndsDaysBefore { get; init; }
}
