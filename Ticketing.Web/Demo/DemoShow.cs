using Ticketing.Events;

namespace Ticketing.Demo;

/// <summary>A show as the demo's programme describes it.</summary>
internal sealed record DemoShow(string Slug, string Title, string Kind, Night On)
{
    public required string Summary { get; init; }

    /// <summary>Markdown.</summary>
    public required string Description { get; init; }
    public string Room { get; init; } = "The Blue Room";

    /// <summary>At the venue, as are all times here.</summary>
    public TimeOnly Doors { get; init; } = new(19, 30);
    public TimeOnly Starts { get; init; } = new(20, 15);
    public TimeSpan Length { get; init; } = TimeSpan.FromHours(2.5);
    public EventStatus Status { get; init; } = EventStatus.Active;

    /// <summary>Where the room admits fewer than the types' capacities add up to.</summary>
    public int? Capacity { get; init; }

    /// <summary>Null: on sale since it was announced.</summary>
    public int? SaleOpensInDays { get; init; }

    /// <summary>Of those who bought; free shows are forgotten more easily.</summary>
    public double NoShowShare { get; init; } = 0.07;
    public required IReadOnlyList<DemoType> Types { get; init; }
}

/// <param name="Price">Minor units.</param>
/// <param name="Sold">By the day on which the demo venue is made.</param>
internal sealed record DemoType(string Category, long Price, int Capacity, int Sold = 0)
{
    public string Note { get; init; } = "";
    public int MinPerOrder { get; init; } = 1;
    public int MaxPerOrder { get; init; } = 8;

    /// <summary>The last day of an early bird, counted back from the show; null: on sale until it starts.</summary>
    public int? EndsDaysBefore { get; init; }
}
