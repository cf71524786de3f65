namespace Ticketing.Features.Demo;

/// <content>The next weeks.</content>
internal static partial class DemoProgramme
{
    private static IEnumerable<DemoEvent> NextWeeks =>
        [
            // Few left in every type; the early bird has ended.
            new("nadia-karim-quartet", "Nadia Karim Quartet", "Jazz", new DemoEventDate.WeekAndDay(0, DayOfWeek.Friday))
            {
                Summary = "Oud, upright bass and two drummers: the record everybody played this summer, in a room for two hundred.",
                Description =
                    """
                        **Nadia Karim** learnt the oud from her grandfather and swing from his record collection. *Tidewater*, her third album, was made in four nights with two drummers facing each other; that is how they play it here. She plays one long set, after songs by **Ana Luz** (voice, guitar).

                        > "The most generous band you will hear this year." — the cloakroom, after the last visit
                        """ + GoodToKnow,
                Capacity = 200,
                RunningMinutes = 150,
                LineUp = "20:15 Ana Luz\n21:00 Nadia Karim Quartet",
                Types =
                [
                    new("Seated, front rows", 24_00, 60, Sold: 56) { Note = "unreserved, rows A to D", MaxPerOrder = 6 },
                    new("Standing", 14_00, 100, Sold: 93),
                    new("Student standing", 10_00, 20, Sold: 18) { Note = "bring your card", MaxPerOrder = 2 },
                    new("Early bird", 11_00, 20, Sold: 20) { EndsDaysBefore = 21, MaxPerOrder = 4 },
                ],
            },
            // The room admits fewer than the types' total.
            new("velvet-static", "Velvet Static", "Post-punk", new DemoEventDate.WeekAndDay(0, DayOfWeek.Saturday))
            {
                Summary =
                    "Four people, one drum machine and a wall of amplifiers borrowed from everybody they know. Bring earplugs, or take "
                    + "ours.",
                Description =
                    """
                        Three singles, no album, and a queue down Canal Street the last time. **Velvet Static** play the songs you know and the record they will not name yet. **Paper Tigers** come over from Sheffield, and **Marguerite** plays records until late.
                        """ + GoodToKnow,
                Doors = new(19, 0),
                Starts = new(20, 0),
                Length = TimeSpan.FromHours(3),
                Capacity = 180,
                LineUp = "20:00 Paper Tigers\n21:00 Velvet Static\n22:15 DJ Marguerite",
                Types =
                [
                    new("Standing", 12_00, 160, Sold: 44),
                    new("Balcony seat", 16_00, 40, Sold: 14) { Note = "unreserved" },
                    new("Student standing", 9_00, 40, Sold: 9) { Note = "bring your card", MaxPerOrder = 2 },
                ],
            },
            // Free.
            new("open-stage", "Open Stage", "Open mic", new DemoEventDate.WeekAndDay(0, DayOfWeek.Sunday))
            {
                Summary = "Ten slots, ten minutes each, one very kind audience. Free to watch, free to play.",
                Description = """
                    Songs, poems, half a string quartet: whoever puts a name on the board before 18:30 gets ten minutes and a sound engineer.

                    - **To play:** come at 18:00 and write your name on the board.
                    - **To watch:** take a free ticket, so that we know how many chairs to put out.

                    The hat goes round for the *Mill Lane Music Library*.
                    """,
                Location = CellarLocation,
                Doors = new(18, 0),
                Starts = new(19, 0),
                MinimumAge = null,
                AccessInfo = CellarSteps,
                Types = [new("Free entry", 0, 80, Sold: 22) { Note = "one each, please, for everybody who comes", MaxPerOrder = 4 }],
            },
            new("hollow-hills-folk-night", "Hollow Hills Folk Night", "Folk", new DemoEventDate.WeekAndDay(1, DayOfWeek.Thursday))
            {
                Summary = "Two fiddles, a harmonium and a song about every reservoir between here and Hebden.",
                Description =
                    """
                        The **Hollow Hills** collective meets once a season, with whoever is passing through. This time:

                        | who | what |
                        |---|---|
                        | Bridie Carrick | fiddle, voice |
                        | Tam Oakes | fiddle, feet |
                        | The Elland Singers | eleven voices |

                        The second half is for singing along; words are on the tables.
                        """ + GoodToKnow,
                LineUp = "Bridie Carrick\nTam Oakes\nThe Elland Singers",
                Types =
                [
                    new("Seated", 12_00, 110, Sold: 31),
                    new("Concession", 9_00, 40, Sold: 12) { Note = "students, seniors, out of work" },
                ],
            },
            new(
                "the-small-orchestra-plays-reich",
                "The Small Orchestra plays Reich",
                "Contemporary",
                new DemoEventDate.WeekAndDay(1, DayOfWeek.Saturday)
            )
            {
                Summary = "Music for eighteen musicians in a room for two hundred: sit close enough to see the mallets blur.",
                Description =
                    """
                        Eighteen players, no conductor, fifty-five minutes without a break.

                        ### Programme

                        - *Clapping* — two pairs of hands
                        - *Eight Lines*
                        - interval
                        - **Music for 18 Musicians**

                        Latecomers are let in at the interval only: the piece breathes, and so should you.
                        """ + GoodToKnow,
                Starts = new(20, 0),
                Length = TimeSpan.FromHours(2),
                RunningMinutes = 115,
                Types =
                [
                    new("Centre block", 28_00, 70, Sold: 27),
                    new("Side block", 22_00, 70, Sold: 11),
                    new("Under 26", 10_00, 40, Sold: 8) { Note = "any proof of age", MaxPerOrder = 2 },
                ],
            },
            // Sold out.
            new("low-end-theory", "Low End Theory", "Dub", new DemoEventDate.WeekAndDay(2, DayOfWeek.Friday))
            {
                Summary = "One sound system, one light bulb, five hours. The night that moved the plaster.",
                Description = """
                    **Roots Committee** bring their own rig: four scoops, hand built, older than most of the crowd. Selectors all night long.

                    - No support, no stage, no hurry
                    - Free earplugs at the bar; please take them
                    """,
                Location = CellarLocation,
                Doors = new(21, 30),
                Starts = new(22, 0),
                Length = TimeSpan.FromHours(5),
                Capacity = 100,
                MinimumAge = 18,
                AccessInfo = CellarSteps,
                Types =
                [
                    new("Standing", 13_00, 80, Sold: 80) { MaxPerOrder = 4 },
                    new("Student standing", 9_00, 20, Sold: 20) { Note = "bring your card", MaxPerOrder = 2 },
                ],
            },
            // Minimum per order.
            new("big-ears-small-chairs", "Big Ears, Small Chairs", "Family", new DemoEventDate.WeekAndDay(2, DayOfWeek.Sunday))
            {
                Summary = "The Small Orchestra for small people: forty minutes, cushions in front, instruments to try afterwards.",
                Description = """
                    For everybody between **three and eight**, and the grown-ups they bring along.

                    1. A story with a tuba in it
                    2. A piece made up on the spot by you
                    3. Instruments to try: bring clean hands

                    Prams park in the foyer. Talking is allowed.
                    """,
                Doors = new(10, 30),
                Starts = new(11, 0),
                Length = TimeSpan.FromMinutes(75),
                Capacity = 120,
                MinimumAge = null,
                RunningMinutes = 40,
                RefundRule = "Refunds until the day before: we know that children fall ill.",
                Types =
                [
                    new("Adult", 8_00, 60, Sold: 12) { MaxPerOrder = 4 },
                    new("Child", 4_00, 80, Sold: 17) { Note = "under 12; babies on laps are free", MaxPerOrder = 6 },
                    new("Family, per person", 5_00, 60, Sold: 24)
                    {
                        Note = "four to eight people",
                        MinPerOrder = 4,
                        MaxPerOrder = 8,
                    },
                ],
            },
        ];
}
