using Ticketing.Features.Events;

namespace Ticketing.Features.Demo;

/// <content>Events that are not simply on sale.</content>
internal static partial class DemoProgramme
{
    private static IEnumerable<DemoEvent> SpecialCases =>
        [
            // Cancelled before its sale, so that no refunds are due.
            new("marlow-and-finch", "Marlow & Finch", "Songwriters", new DemoEventDate.WeekAndDay(4, DayOfWeek.Sunday))
            {
                Status = EventStatus.Cancelled,
                SaleOpensInDays = 7,
                Summary = "Two guitars, one microphone, and thirty years of finishing each other’s sentences.",
                Description = """
                    **This show is cancelled.** Finch has broken a wrist, and Marlow won’t play without her. The whole tour is off.

                    No tickets had been sold yet. If there’s a new date, you’ll find it here.
                    """,
                Types = [new("Seated", 20_00, 150), new("Standing", 15_00, 40)],
            },
            new("ivy-calloway", "Ivy Calloway", "Songwriter", new DemoEventDate.WeekAndDay(5, DayOfWeek.Saturday))
            {
                Status = EventStatus.Postponed,
                Summary = "The voice from the lighthouse record, with strings.",
                Description =
                    """
                        **Postponed.** Ivy has lost her voice and is under orders to whisper. A new date is being found; your tickets stay valid for it.

                        *The Lighthouse Tapes* was recorded alone in one January. For this tour it gets the string quartet it always asked for.
                        """ + GoodToKnow,
                Types = [new("Seated", 19_00, 120, Sold: 21), new("Standing", 15_00, 60, Sold: 8)],
            },
            // Draft.
            new(
                "spring-headliner",
                "Spring headliner (to be announced)",
                "To be announced",
                new DemoEventDate.WeekAndDay(7, DayOfWeek.Saturday)
            )
            {
                Status = EventStatus.Inactive,
                Summary = "Contract not signed: do not publish before the agent calls.",
                Description = """
                    Draft.

                    - [ ] picture
                    - [ ] support act
                    - [ ] price of the balcony
                    """,
                Types = [new("Standing", 25_00, 180), new("Balcony seat", 32_00, 20)],
            },
        ];
}
