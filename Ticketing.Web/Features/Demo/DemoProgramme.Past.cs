namespace Ticketing.Features.Demo;

/// <content>The last twelve weeks.</content>
internal static partial class DemoProgramme
{
    private static IEnumerable<DemoEvent> RecentPast =>
        [
            CreatePast(
                "the-understudies",
                "The Understudies",
                "Indie",
                -1,
                DayOfWeek.Friday,
                "Seven people who learnt each other’s parts and now swap them nightly.",
                new("Standing", 13_00, 160, Sold: 118),
                new("Balcony seat", 17_00, 40, Sold: 33)
            ),
            CreatePast(
                "kora-at-dusk",
                "Kora at Dusk",
                "West African",
                -1,
                DayOfWeek.Wednesday,
                "Two koras and a calabash: Sona and Mamadou Cissokho, mother and son.",
                new("Seated", 18_00, 110, Sold: 84),
                CreateStudentType(30, sold: 17)
            ),
            CreatePastOpenStage("open-stage-autumn-board", -2, DayOfWeek.Sunday, sold: 51),
            CreatePast(
                "night-bus-home",
                "Night Bus Home",
                "Electronic",
                -2,
                DayOfWeek.Saturday,
                "Garage, grime and a string section that nobody expected.",
                new("Standing", 15_00, 180, Sold: 111) { MaxPerOrder = 6 },
                new("Early bird", 12_00, 20, Sold: 20) { EndsDaysBefore = 20 }
            ),
            CreatePast(
                "the-small-orchestra-plays-part",
                "The Small Orchestra plays Pärt",
                "Contemporary",
                -3,
                DayOfWeek.Saturday,
                "Bells, strings and more silence than a Saturday usually holds.",
                new("Centre block", 26_00, 70, Sold: 61),
                new("Side block", 20_00, 70, Sold: 29),
                new("Under 26", 10_00, 40, Sold: 14) { MaxPerOrder = 2 }
            ),
            CreatePast(
                "copper-kettle-ceilidh",
                "Copper Kettle Ceilidh",
                "Folk",
                -4,
                DayOfWeek.Friday,
                "A caller, a band and nobody left sitting.",
                new("Dancer", 12_00, 150, Sold: 97),
                CreateStudentType(40, sold: 22)
            ),
            CreatePast(
                "delta-wednesday",
                "Delta Wednesday: Old Tom Pruitt",
                "Blues",
                -5,
                DayOfWeek.Wednesday,
                "One resonator guitar, one foot, seventy-nine years.",
                new DemoTicketType("Seated", 16_00, 90, Sold: 68)
            ),
        ];

    private static IEnumerable<DemoEvent> EarlierPast =>
        [
            CreatePast(
                "paper-tigers",
                "Paper Tigers",
                "Post-punk",
                -5,
                DayOfWeek.Saturday,
                "The Sheffield three-piece, louder than the room and sorry about it.",
                new("Standing", 11_00, 180, Sold: 102),
                CreateStudentType(20, sold: 20)
            ),
            CreatePast(
                "songs-from-the-ferry",
                "Songs from the Ferry",
                "Songwriters",
                -6,
                DayOfWeek.Thursday,
                "Four writers, four chairs, no set list.",
                new DemoTicketType("Seated", 13_00, 120, Sold: 47)
            ),
            CreatePast(
                "cumbia-del-norte",
                "Cumbia del Norte",
                "Cumbia",
                -7,
                DayOfWeek.Saturday,
                "Accordion, guacharaca and a crowd that needed no lessons.",
                new("Standing", 14_00, 180, Sold: 106),
                new("Early bird", 11_00, 20, Sold: 20) { EndsDaysBefore = 18 }
            ),
            CreatePastOpenStage("open-stage-late-summer-board", -7, DayOfWeek.Sunday, sold: 44),
            CreatePast(
                "the-cartographers",
                "The Cartographers",
                "Jazz",
                -8,
                DayOfWeek.Friday,
                "A sextet that draws its scores on maps and sometimes gets lost on purpose.",
                new("Seated", 18_00, 90, Sold: 55),
                new("Standing", 13_00, 60, Sold: 19),
                CreateStudentType(20, sold: 9)
            ),
            CreatePast(
                "bassweight",
                "Bassweight",
                "Drum and bass",
                -9,
                DayOfWeek.Saturday,
                "A hundred people, one cellar, no phones.",
                new DemoTicketType("Standing", 12_00, 100, Sold: 100) { MaxPerOrder = 4 }
            ) with
            {
                Location = CellarLocation,
                Doors = new(20, 30),
                Starts = new(21, 0),
                Length = TimeSpan.FromHours(5),
            },
            CreatePast(
                "kitchen-sink-opera",
                "Kitchen Sink Opera",
                "Opera",
                -10,
                DayOfWeek.Thursday,
                "La bohème for five singers, an upright piano and a working cooker.",
                new("Seated", 21_00, 110, Sold: 73),
                CreateStudentType(30, sold: 12)
            ),
            CreatePast(
                "orbital-lanes",
                "Orbital Lanes",
                "Krautrock",
                -11,
                DayOfWeek.Friday,
                "One chord, ninety minutes, several revelations.",
                new DemoTicketType("Standing", 13_00, 180, Sold: 81)
            ),
            CreatePast(
                "first-night-back",
                "First Night Back",
                "Soul",
                -12,
                DayOfWeek.Saturday,
                "The house band opened the season, and the new floor held.",
                new("Standing", 12_00, 170, Sold: 109),
                new("Balcony seat", 16_00, 30, Sold: 30)
            ),
        ];

    private static DemoEvent CreatePast(
        string slug,
        string title,
        string kind,
        int week,
        DayOfWeek day,
        string summary,
        params DemoTicketType[] types
    ) =>
        new(slug, title, kind, new DemoEventDate.WeekAndDay(week, day))
        {
            Summary = summary,
            Description = summary + "\n" + GoodToKnow,
            Types = types,
        };

    private static DemoEvent CreatePastOpenStage(string slug, int week, DayOfWeek day, int sold) =>
        CreatePast(
            slug,
            "Open Stage",
            "Open mic",
            week,
            day,
            "Ten slots, ten minutes each, one very kind audience.",
            new DemoTicketType("Free entry", 0, 80, sold) { MaxPerOrder = 4 }
        ) with
        {
            Location = CellarLocation,
            Doors = new(18, 0),
            Starts = new(19, 0),
            NoShowShare = 0.3,
        };

    private static DemoTicketType CreateStudentType(int capacity, int sold) =>
        new("Student", 9_00, capacity, sold) { Note = "bring your card", MaxPerOrder = 2 };
}
