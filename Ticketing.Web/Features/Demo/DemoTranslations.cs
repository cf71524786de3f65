using Ticketing.Features.Events;

namespace Ticketing.Features.Demo;

/// <summary>Some events are translated, so that visitors see both: translated texts and those that fall back to English.</summary>
internal static class DemoTranslations
{
    private const string German = "de";
    private const string Arabic = "ar";

    private static readonly DemoTranslation[] Translations =
    [
        new("nadia-karim-quartet", German)
        {
            Title = "Nadia Karim Quartett",
            Kind = "Jazz",
            Summary = "Oud, Kontrabass und zwei Schlagzeuge: die Platte des Sommers, in einem Saal für zweihundert Leute.",
            Description = """
                **Nadia Karim** hat die Oud von ihrem Großvater gelernt und den Swing aus seiner Plattensammlung. *Tidewater*, ihr drittes Album, ist in vier Nächten entstanden, mit zwei Schlagzeugen, die sich gegenübersitzen. Genau so spielt sie es hier: ein langes Set, nach Liedern von **Ana Luz** (Gesang, Gitarre).

                ### Gut zu wissen

                - Unter 16 nur in Begleitung Erwachsener.
                - Bar und Garderobe im Untergeschoss, nur Kartenzahlung.
                """,
            Types = new()
            {
                ["Seated, front rows"] = ("Sitzplatz, vordere Reihen", "freie Platzwahl, Reihe A bis D"),
                ["Standing"] = ("Stehplatz", ""),
                ["Student standing"] = ("Stehplatz ermäßigt", "Studierendenausweis mitbringen"),
                ["Early bird"] = ("Frühbucher", ""),
            },
        },
        new("nadia-karim-quartet", Arabic)
        {
            Title = "رباعي نادية كريم",
            Kind = "جاز",
            Summary = "عود وكونترباص وطبّالان: أسطوانة هذا الصيف، في قاعة تتسع لمئتي شخص.",
            Description = """
                تعلّمت **نادية كريم** العزف على العود من جدّها، وعرفت السوينغ من أسطواناته. سجّلت *Tidewater*، ألبومها الثالث، في أربع ليالٍ مع طبّالين يجلسان وجهًا لوجه، وهكذا ستعزفه هنا في عرض واحد طويل، بعد أغانٍ من **آنا لوث** (غناء وغيتار).

                ### معلومات مفيدة

                - من هم دون 16 عامًا يأتون برفقة شخص بالغ.
                - البار وغرفة المعاطف في الطابق السفلي، والدفع بالبطاقة فقط.
                """,
            Types = new()
            {
                ["Seated, front rows"] = ("مقعد في الصفوف الأمامية", "بلا حجز مقعد محدّد، من A إلى D"),
                ["Standing"] = ("وقوفًا", ""),
                ["Student standing"] = ("وقوفًا للطلاب", "أحضر بطاقتك الجامعية"),
                ["Early bird"] = ("حجز مبكر", ""),
            },
        },
        new("open-stage", German)
        {
            Title = "Offene Bühne",
            Kind = "Open Mic",
            Summary = "Zehn Auftritte, je zehn Minuten, ein sehr nettes Publikum. Zuschauen und Mitspielen kosten nichts.",
            Description = """
                Lieder, Gedichte, ein halbes Streichquartett: Wer bis 18:30 Uhr auf der Tafel steht, bekommt zehn Minuten und jemanden am Mischpult.

                - **Mitspielen:** Komm um 18:00 Uhr und schreib deinen Namen auf die Tafel.
                - **Zuschauen:** Hol dir ein kostenloses Ticket, damit wir wissen, wie viele Stühle wir brauchen.

                Der Hut geht herum für die *Mill Lane Music Library*.
                """,
            Types = new() { ["Free entry"] = ("Freier Eintritt", "bitte eins für jede Person, die kommt") },
        },
        new("open-stage", Arabic)
        {
            Title = "المسرح المفتوح",
            Kind = "ميكروفون مفتوح",
            Summary = "عشر فقرات، لكل منها عشر دقائق، وجمهور لطيف جدًا. الحضور مجاني والمشاركة مجانية.",
            Types = new() { ["Free entry"] = ("دخول مجاني", "تذكرة واحدة لكل من يحضر من فضلك") },
        },
        new("hollow-hills-folk-night", German)
        {
            Title = "Folknacht mit Hollow Hills",
            Summary = "Zwei Geigen, ein Harmonium und ein Lied über jeden Stausee zwischen hier und Hebden.",
            Types = new()
            {
                ["Seated"] = ("Sitzplatz", ""),
                ["Concession"] = ("Ermäßigt", "für Studierende, Rentnerinnen und Rentner, Arbeitslose"),
            },
        },
    ];

    /// <summary>By language and text.</summary>
    private static readonly Dictionary<(string Tag, string English), string> Access = new()
    {
        [(German, DemoProgramme.StepFree)] = "Stufenloser Eingang in der Mill Lane. Eine kostenlose Begleitkarte bekommst du auf Anfrage.",
        [(German, DemoProgramme.CellarSteps)] = "Zwölf Stufen hinunter in den Keller, kein Aufzug. Wir helfen gern, sprich uns an.",
        [(Arabic, DemoProgramme.StepFree)] = "مدخل بلا درج من Mill Lane. اطلب منا تذكرة مجانية لمرافقك.",
        [(Arabic, DemoProgramme.CellarSteps)] = "ينزل إلى القبو اثنتا عشرة درجة ولا يوجد مصعد. يسعدنا أن نساعدك، فاسألنا.",
    };

    /// <param name="event">Of the demo, with its ticket types.</param>
    public static void AddTo(Event @event)
    {
        foreach (var translation in Translations.Where(translation => translation.Slug == @event.Slug))
        {
            translation.AddTo(@event);
        }
    }

    private sealed record DemoTranslation(string Slug, string Tag)
    {
        public required string Title { get; init; }
        public string Kind { get; init; } = "";
        public required string Summary { get; init; }

        /// <summary>Markdown.</summary>
        public string Description { get; init; } = "";

        /// <summary>Name and note, by the name in English.</summary>
        public required Dictionary<string, (string Category, string Note)> Types { get; init; }

        public void AddTo(Event @event)
        {
            @event.Translations = @event
                .Translations.With(Tag, nameof(Event.Title), Title)
                .With(Tag, nameof(Event.Kind), Kind)
                .With(Tag, nameof(Event.Summary), Summary)
                .With(Tag, nameof(Event.Description), Description)
                .With(Tag, nameof(Event.AccessInfo), Access[(Tag, @event.AccessInfo)]);
            foreach (var type in @event.TicketTypes.Where(type => Types.ContainsKey(type.Category)))
            {
                var (category, note) = Types[type.Category];
                type.Translations = type
                    .Translations.With(Tag, nameof(TicketType.Category), category)
                    .With(Tag, nameof(TicketType.Note), note);
            }
        }
    }
}
