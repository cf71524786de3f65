namespace Ticketing.Features.Demo;

/// <content>The weeks after.</content>
internal static partial class DemoProgramme
{
    private static IEnumerable<DemoEvent> LaterWeeks =>
        [
            // Right-to-left title.
            new("layali-al-andalus", "ليالي الأندلس", "Arabic classical", new DemoEventDate.WeekAndDay(3, DayOfWeek.Thursday))
            {
                Summary = "Layali al-Andalus: muwashshahat by candlelight with سلمى الحسن (Salma al-Hassan) and the Canal Street Takht.",
                Description =
                    """
                        أمسية من الموشحات الأندلسية مع **سلمى الحسن** وتخت شرقي من خمسة عازفين.

                        An evening of Andalusian songs, five centuries old and newly tuned: **Salma al-Hassan** with oud, qanun, ney, violin and riq. Words and translations are handed out at the door.
                        """ + GoodToKnow,
                Types =
                [
                    new("Seated", 18_00, 120, Sold: 26),
                    new("Student seated", 10_00, 30, Sold: 7) { Note = "bring your card", MaxPerOrder = 2 },
                ],
            },
            new("brass-against-the-dark", "Brass Against the Dark", "Brass", new DemoEventDate.WeekAndDay(3, DayOfWeek.Saturday))
            {
                Summary = "Twelve horns walk in through the crowd and do not stop until the windows are wet.",
                Description =
                    """
                        The loudest way through the dark half of the year. **Kirkstall Road Brass** play carols that are not carols, one Balkan wedding and everything by request that fits a sousaphone.

                        **Dancing:** yes. **Seats:** a few, upstairs.
                        """ + GoodToKnow,
                Types =
                [
                    new("Standing", 13_00, 150, Sold: 28),
                    new("Balcony seat", 17_00, 30, Sold: 6) { Note = "unreserved" },
                    new("Early bird", 11_00, 30, Sold: 16) { EndsDaysBefore = 12 },
                ],
            },
            // Long title.
            new(
                "harbour-songs",
                "An Evening of Unaccompanied Harbour Songs, Shipping Forecasts and Other Weather, with the Combined Choirs of Canal Street",
                "Choir",
                new DemoEventDate.WeekAndDay(4, DayOfWeek.Friday)
            )
            {
                Summary = "Sixty voices, no microphones, and the sea areas in the right order.",
                Description =
                    """
                        Three choirs that have shared one rehearsal room for nine years share a stage for the first time.

                        - **Viking, North Utsire, South Utsire** — a forecast in eight parts
                        - **Whitby, Hull, Grimsby** — what was sung there, and why
                        - **Fog** — everybody
                        """ + GoodToKnow,
                Types =
                [
                    new("Seated", 11_00, 140, Sold: 19),
                    new("Friends of the choirs", 7_00, 40, Sold: 13) { Note = "you know who you are", MaxPerOrder = 4 },
                ],
            },
            // Minimum and maximum per order.
            new(
                "supper-club-hester-vane-trio",
                "Supper Club: Hester Vane Trio",
                "Jazz",
                new DemoEventDate.WeekAndDay(5, DayOfWeek.Thursday)
            )
            {
                Summary = "Piano, bass, brushes and two courses. Tables for two to six.",
                Description = """
                    Two sets with a plate in between.

                    **To eat:** celeriac soup, then pie (leek and potato, or beef and ale). Tell the kitchen about allergies a week before.

                    Tables are laid for your party, so a table is booked **for two at least and six at most**.
                    """,
                Location = CellarLocation,
                Doors = new(18, 30),
                Starts = new(19, 30),
                Length = TimeSpan.FromHours(3),
                AccessInfo = CellarSteps,
                RefundRule = "Refunds until seven days before, when the kitchen orders the food.",
                Types =
                [
                    new("Seat at a table, with supper", 42_00, 48, Sold: 14)
                    {
                        Note = "food is included, drinks are not",
                        MinPerOrder = 2,
                        MaxPerOrder = 6,
                    },
                ],
            },
            // Greek title.
            new("rebetiki-vradia", "Ρεμπέτικη Βραδιά", "Rebetiko", new DemoEventDate.WeekAndDay(6, DayOfWeek.Thursday))
            {
                Summary = "Songs of harbours and hashish with Ελένη Μαυρίδου (Eleni Mavridou), two bouzoukia and a baglamas.",
                Description =
                    """
                        Τραγούδια του λιμανιού: **Ελένη Μαυρίδου** και η κομπανία της.

                        The blues of Piraeus, sung in Greek and explained in Yorkshire. Plates stay whole.
                        """ + GoodToKnow,
                Types = [new("Seated", 15_00, 100, Sold: 11), new("Standing", 11_00, 60, Sold: 5)],
            },
            new("static-bloom", "Static Bloom", "Ambient", new DemoEventDate.WeekAndDay(8, DayOfWeek.Friday))
            {
                Summary = "Modular synthesisers, a cello and ninety minutes on cushions in the dark.",
                Description = """
                    Lie down. **Static Bloom** build one piece from a cello, tape and the hum of the building itself.

                    Shoes off at the door; blankets are provided, alarms are not.
                    """,
                Doors = new(20, 0),
                Starts = new(20, 30),
                Length = TimeSpan.FromHours(1.5),
                Types = [new("Cushion", 14_00, 90, Sold: 6), new("Chair at the back", 14_00, 30)],
            },
            // Not yet on sale.
            new("new-years-eve-mirrorball", "New Year’s Eve: Mirrorball", "Disco", new DemoEventDate.NewYearsEve())
            {
                Summary = "Five hours of disco under the biggest mirrorball north of the Aire. Gold is not optional.",
                Description = """
                    Two floors, one countdown.

                    - **Upstairs:** the Mirrorball Orchestra, nine players, all strings real
                    - **Downstairs:** DJs **Marguerite** and **Big Sue**
                    - **At midnight:** look up

                    The last tram leaves at 02:40.
                    """,
                Doors = new(20, 30),
                Starts = new(21, 0),
                Length = TimeSpan.FromHours(5),
                Capacity = 200,
                MinimumAge = 18,
                LineUp = "Mirrorball Orchestra\nDJ Marguerite\nDJ Big Sue",
                SaleOpensInDays = 9,
                Types =
                [
                    new("First release", 22_00, 80) { MaxPerOrder = 6 },
                    new("Standing", 28_00, 120) { MaxPerOrder = 6 },
                    new("Balcony table, per person", 45_00, 24)
                    {
                        Note = "with a glass of something cold",
                        MinPerOrder = 2,
                        MaxPerOrder = 6,
                    },
                ],
            },
        ];
}
