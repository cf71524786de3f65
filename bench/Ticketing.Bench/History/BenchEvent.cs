using Ticketing.Features.Events;

namespace Ticketing.Bench.History;

/// <summary>An event and its tickets sold, by type.</summary>
internal sealed record BenchEvent(Event Event)
{
    private static readonly Action<Event, Guid> SetId = PrivateSetter<Event>.For<Guid>(nameof(Event.Id));
    private static readonly Action<TicketType, Guid> SetTypeId = PrivateSetter<TicketType>.For<Guid>(nameof(TicketType.Id));
    private static readonly string[] Kinds = ["Jazz", "Indie", "Folk", "Techno", "Comedy", "Classical"];
    private static readonly string[] Names =
    [
        "The Night Mail",
        "Ada & the Engines",
        "Kiln",
        "Low Tide",
        "Paper Lanterns",
        "Northern Line",
        "The Understudies",
        "Hollow Square",
    ];
    private static readonly (string Category, long Price, int Capacity)[] Types =
    [
        ("Standing", 1800, 700),
        ("Seated", 2600, 400),
        ("Concession", 1200, 300),
    ];

    public Dictionary<TicketType, int> Sold { get; } = [];

    public static BenchEvent Create(DateTimeOffset startsAt, int room, RandomSource dice)
    {
        var announced = startsAt.AddDays(-60);
        var show = new Event
        {
            Slug = FormattableString.Invariant($"show-{startsAt:yyyyMMdd}-{room}"),
            Title = dice.Pick(Names),
            Kind = dice.Pick(Kinds),
            Summary = "One night only.",
            Description = "An evening at the venue.",
            Location = room == 1 ? "The Blue Room" : "The Cellar",
            TimeZone = "Europe/London",
            Status = EventStatus.Active,
            DoorsAt = startsAt.AddHours(-1),
            StartsAt = startsAt,
            EndsAt = startsAt.AddHours(3),
            CreatedAt = announced,
        };
        SetId(show, dice.Id(announced));
        var factor = dice.Generator.Next(80, 140);
        foreach (var (category, price, capacity) in Types)
        {
            SetTypeId(show.AddTicketType(category, price * factor / 100, capacity * factor / 100), dice.Id(announced));
        }

        return new BenchEvent(show);
    }

    public void AddSold(TicketType type, int tickets) => Sold[type] = Sold.GetValueOrDefault(type) + tickets;
}
