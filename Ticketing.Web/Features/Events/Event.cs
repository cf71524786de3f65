using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Events;

/// <summary>Instants are UTC, shown in the event's <see cref="TimeZone"/>.</summary>
public sealed class Event
{
    /// <summary>Duration assumed for events without an end time.</summary>
    public static readonly TimeSpan AssumedLength = TimeSpan.FromHours(3);

    private readonly List<TicketType> ticketTypes = [];
    private bool isShownCopy;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>For URLs; earlier ones are kept as <see cref="FormerSlug"/>.</summary>
    public required string Slug { get; set; }
    public required string Title
    {
        get;
        set => SetSearchableText(ref field, value);
    }

    /// <summary>Style, such as "Jazz". May be empty.</summary>
    public string Kind
    {
        get;
        set => SetSearchableText(ref field, value);
    } = "";

    public string Summary
    {
        get;
        set => SetSearchableText(ref field, value);
    } = "";

    /// <summary>Markdown; raw HTML is shown as text.</summary>
    public string Description
    {
        get;
        set => SetSearchableText(ref field, value);
    } = "";

    public required string Location
    {
        get;
        set => SetSearchableText(ref field, value);
    }

    /// <summary>For admission; null if anybody may come.</summary>
    public int? MinimumAge { get; set; }

    /// <summary>With breaks; null if nobody has said it.</summary>
    public int? RunningMinutes { get; set; }

    /// <summary>One act per line, as <see cref="Act.Read"/> reads it. May be empty.</summary>
    public string LineUp
    {
        get;
        set => SetSearchableText(ref field, value);
    } = "";

    /// <summary>For people with disabilities, in lines. May be empty.</summary>
    public string AccessInfo { get; set; } = "";

    /// <summary>If empty, that of the terms of sale applies.</summary>
    public string RefundRule { get; set; } = "";

    /// <summary>Of the texts that <see cref="ShowIn"/> shows, by the names of the properties.</summary>
    public TextTranslations Translations
    {
        get;
        set
        {
            field = value;
            UpdateSearchText();
        }
    } = TextTranslations.None;

    /// <summary>The texts that a search finds, in all languages, normalised by <see cref="SearchNormalizer.Normalize"/>.</summary>
    public string SearchText { get; private set; } = "";
    public string Address { get; set; } = "";

    /// <summary>IANA name such as "Europe/London".</summary>
    public required string TimeZone { get; set; }
    public DateTimeOffset? DoorsAt { get; set; }
    public required DateTimeOffset StartsAt { get; set; }
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Changed only by conditional UPDATE statements.</summary>
    public EventStatus Status { get; init; } = EventStatus.Inactive;

    /// <summary>From then on the program publishes this draft. Changed only by conditional UPDATE statements.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>The latest time; null if that was before it was recorded. Changed only by conditional UPDATE statements.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Of a draft that staff have put away. Changed only by conditional UPDATE statements.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Limit over all ticket types; null if only their own capacities apply.</summary>
    public int? Capacity { get; set; }
    public int Held { get; private set; }
    public int Sold { get; private set; }

    /// <summary>Of its own capacity: came free while people wait, and was not offered to anybody yet.</summary>
    public int Reserved { get; private set; }

    /// <summary>How many people are on the waiting list.</summary>
    public int Waiting { get; private set; }

    /// <summary>Buyers may join one when tickets are sold out. Changed only by conditional UPDATE statements.</summary>
    public bool HasWaitingList { get; init; } = true;

    /// <summary>How long somebody on the waiting list has to buy what they are offered.</summary>
    public int OfferHours { get; init; } = 12;

    /// <summary>Before the start: the waiting list ends, and all offers with it.</summary>
    public int WaitingListEndHours { get; init; } = 2;

    /// <summary>Null uses the default from the settings.</summary>
    public int? MaxFreeTicketsPerPerson { get; set; }

    /// <summary>Issues free tickets only after the button behind an emailed link is pressed. Null uses the default.</summary>
    public bool? ConfirmFreeByEmail { get; set; }

    /// <summary><see cref="Ticketing.Features.Events.Posters.PosterStyle.Number"/> of the generated poster.</summary>
    public int PosterVariant { get; set; }

    /// <summary><see cref="Ticketing.Features.Events.Posters.PosterFile"/> name; null if the generated poster is shown.</summary>
    public string? Poster { get; set; }

    /// <summary>Can be restored until another upload replaces it.</summary>
    public string? RemovedPoster { get; set; }

    /// <summary>May be empty.</summary>
    public string PosterAlt { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for seeded events.</summary>
    public Guid? CreatedBy { get; init; }

    /// <summary>Incremented by staff changes, never by sales. Also the calendar entry's SEQUENCE.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<TicketType> TicketTypes => ticketTypes;

    public IReadOnlyList<Act> Acts => Act.ReadAll(LineUp);

    /// <summary><see cref="int.MaxValue"/> if the event has no capacity of its own.</summary>
    public int Remaining => Capacity is { } capacity ? capacity - Held - Sold - Reserved : int.MaxValue;

    public DateTimeOffset WaitingListEndsAt => StartsAt - TimeSpan.FromHours(WaitingListEndHours);

    public DateTimeOffset EndsOrAssumedEndsAt => EndsAt ?? StartsAt + AssumedLength;

    public bool IsPublic => Status != EventStatus.Inactive;

    public TicketType AddTicketType(string category, long price, int capacity)
    {
        var type = new TicketType
        {
            EventId = Id,
            Category = category,
            Price = price,
            Capacity = capacity,
            Position = ticketTypes.Count,
        };
        ticketTypes.Add(type);
        return type;
    }

    /// <summary>Shows the stock as the buyer sees it who holds these tickets. Only for copies that are not saved.</summary>
    internal void ExcludeHeld(IReadOnlyCollection<StockLine> own)
    {
        Held -= own.Sum(line => line.Quantity);
        foreach (var line in own)
        {
            ticketTypes.Find(type => type.Id == line.TicketTypeId)?.ExcludeHeld(line.Quantity);
        }
    }

    /// <summary>Shows the texts that this language has. Only for copies that are not saved.</summary>
    internal Event ShowIn(Language language)
    {
        isShownCopy = true;
        string Show(string name, string text) => Translations.Find(language.Tag, name) ?? text;
        (Title, Kind, Summary) = (Show(nameof(Title), Title), Show(nameof(Kind), Kind), Show(nameof(Summary), Summary));
        (Description, PosterAlt) = (Show(nameof(Description), Description), Show(nameof(PosterAlt), PosterAlt));
        (AccessInfo, RefundRule) = (Show(nameof(AccessInfo), AccessInfo), Show(nameof(RefundRule), RefundRule));
        ticketTypes.ForEach(type => type.ShowIn(language));
        return this;
    }

    /// <summary>In the language that this copy is shown in, if it has been translated.</summary>
    /// <param name="kept">The name that a hold, an order or a ticket keeps.</param>
    public string GetTicketTypeName(Guid ticketTypeId, string kept) =>
        ticketTypes.Find(type => type.Id == ticketTypeId)?.TranslatedCategory ?? kept;

    /// <summary>Makes concurrent edits of the previous version fail.</summary>
    public void IncrementVersion() => Version++;

    private void SetSearchableText(ref string text, string value)
    {
        text = value;
        UpdateSearchText();
    }

    private void UpdateSearchText()
    {
        if (!isShownCopy)
        {
            var translated = Translations.FindAll(nameof(Title), nameof(Kind), nameof(Summary), nameof(Description));
            SearchText = SearchNormalizer.Normalize(
                string.Join('\n', [Title, Kind, Summary, Description, Location, LineUp, .. translated])
            );
        }
    }
}
