using Ticketing.Features.Events;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>Events with texts of the usual length and three ticket types.</summary>
internal static class RushShows
{
    private const string Description = """
        Four voices and a harmonium, in the round. The songs were collected along one river, and each is sung **where it was found**: first by the
        weir, last by the sea.

        - **Doors** an hour before the start; the bar is open until the interval.
        - **Seats** are unreserved. Come early if you need one, and tell us if you need the step-free entrance.
        - **Sound** is quiet. Please leave bottles at the bar.

        There is one interval of twenty minutes. The venue is five minutes from the station; the last train leaves at 23:40.
        """;

    public static Event Create(int number, int capacity)
    {
        var now = TimeProvider.System.GetUtcNow();
        var show = new Event
        {
            Slug = $"low-tide-{number}",
            Title = $"Low Tide, part {number}",
            Kind = "Folk",
            Summary = "Four voices and a harmonium sing the river from the weir to the sea. One night only.",
            Description = Description,
            Location = "The Blue Room",
            Address = "14 Canal Street, Leeds LS1 4AB",
            TimeZone = "Europe/London",
            Status = EventStatus.Active,
            DoorsAt = now.AddDays(27 + number),
            StartsAt = now.AddDays(28 + number),
            CreatedAt = now,
        };
        show.AddTicketType("Standing", 1400, capacity);
        show.AddTicketType("Balcony seat", 1800, capacity);
        show.AddTicketType("Student standing", 900, capacity);
        return show;
    }

    public static string GetPath(this Event show) => $"/events/{show.Slug}";
}
