namespace Ticketing.Events;

/// <summary>A show. Instants are UTC; people read them in the event's own <see cref="TimeZone"/>.</summary>
public sealed class Event
{
    /// <summary>How long an evening is taken to be where its end is not told.</summary>
    public static readonly TimeSpan AssumedLength = TimeSpan.FromHours(3);

    private readonly List<TicketType> ticketTypes = [];

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Its place in addresses. What it was called before is kept as a <see cref="FormerSlug"/>.</summary>
    public required string Slug { get; set; }
    public required string Title { get; set => Change(ref field, value); }

    /// <summary>The style in a word or two: "Jazz". May be empty.</summary>
    public string Kind { get; set => Change(ref field, value); } = "";

    /// <summary>One or two plain sentences.</summary>
    public string Summary { get; set => Change(ref field, value); } = "";

    /// <summary>Markdown; raw HTML in it is shown as text.</summary>
    public string Description { get; set => Change(ref field, value); } = "";

    /// <summary>The venue's or the room's name.</summary>
    public required string Location { get; set => Change(ref field, value); }

    /// <summary>All the texts above, folded for searches (<see cref="Events.SearchText.Fold"/>).</summary>
    public string SearchText { get; private set; } = "";
    public string Address { get; set; } = "";

    /// <summary>IANA name, for example "Europe/London".</summary>
    public required string TimeZone { get; set; }
    public DateTimeOffset? DoorsAt { get; set; }
    public required DateTimeOffset StartsAt { get; set; }
    public DateTimeOffset? EndsAt { get; set; }
    public EventStatus Status { get; private set; } = EventStatus.Inactive;

    /// <summary>People the room may admit, over all ticket types; null where the types' capacities are the only limit.</summary>
    public int? Capacity { get; set; }
    public int Held { get; private set; }
    public int Sold { get; private set; }

    /// <summary>Which drawing the generated poster gets; neighbours on the wall get different ones.</summary>
    public int PosterVariant { get; set; }

    /// <summary>The uploaded poster's name (<see cref="Posters.PosterFile"/>); null where the drawing is shown.</summary>
    public string? Poster { get; private set; }

    /// <summary>The upload that was taken down last: it can be put back until another replaces it.</summary>
    public string? RemovedPoster { get; private set; }

    /// <summary>What the uploaded poster shows, for those who do not see it. May be empty.</summary>
    public string PosterAlt { get; set; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The member of staff; null for events that the program made itself.</summary>
    public Guid? CreatedBy { get; init; }

    /// <summary>Raised by every change that staff make, never by a sale. Calendars take it for the entry's sequence.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<TicketType> TicketTypes => ticketTypes;

    /// <summary>Places left over all types; <see cref="int.MaxValue"/> without a capacity of its own.</summary>
    public int Remaining => Capacity is { } capacity ? capacity - Held - Sold : int.MaxValue;

    /// <summary>Until when the show is on.</summary>
    public DateTimeOffset EndsOrAssumedEndsAt => EndsAt ?? StartsAt + AssumedLength;

    public bool IsPublic => Status != EventStatus.Inactive;

    public TicketType AddTicketType(string category, long price, int capacity)
    {
        var type = new TicketType
        {
            EventId = Id, Category = category, Price = price, Capacity = capacity, Position = ticketTypes.Count,
        };
        ticketTypes.Add(type);
        return type;
    }

    public void Publish() => ChangeTo(EventStatus.Active);

    public void Withdraw() => ChangeTo(EventStatus.Inactive);

    public void Cancel() => ChangeTo(EventStatus.Cancelled);

    public void Postpone() => ChangeTo(EventStatus.Postponed);

    /// <summary>Staff changed something: who began from the version before is told so.</summary>
    public void RaiseVersion() => Version++;

    public void HangPoster(string name) => (Poster, RemovedPoster) = (name, null);

    /// <summary>Back to the drawing.</summary>
    public void TakePosterDown() => (Poster, RemovedPoster) = (null, Poster ?? RemovedPoster);

    public void PutPosterBack() => (Poster, RemovedPoster) = (RemovedPoster ?? Poster, null);

    private void ChangeTo(EventStatus status)
    {
        Status = status;
        RaiseVersion();
    }

    private void Change(ref string text, string value)
    {
        text = value;
        SearchText = Events.SearchText.Fold(string.Join('\n', Title, Kind, Summary, Description, Location));
    }
}
