using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Messages;

public enum MessageTopic
{
    /// <summary>About what the buyers bought.</summary>
    Order,

    /// <summary>Anything else. Buyers who have unsubscribed do not get it.</summary>
    News,

    /// <summary>Written and sent by the program, with the tickets.</summary>
    TicketReminder,
}

public enum MessageStatus
{
    Draft,
    Scheduled,
    Sending,
    Sent,
    Stopped,
}

public enum MessageTiming
{
    Now,
    AtTime,
    BeforeStart,
    AfterEnd,
}

public enum MessageDelayUnit
{
    Hours,

    /// <summary>Of the calendar: the time of day stays the same when the clocks change.</summary>
    Days,
}

public enum AdmissionFilter
{
    All,
    CheckedIn,

    /// <summary>Nobody came in with the order's tickets.</summary>
    NotCheckedIn,
}

public enum MessageStopReason
{
    Staff,
    EventCancelled,

    /// <summary>It may have been sent after the backup that was restored.</summary>
    Restore,
}

/// <summary>One text to many buyers of an event. The status is changed only by conditional UPDATE statements.</summary>
public sealed class EventMessage
{
    public const int MaxSubjectLength = 150;
    public const int MaxBodyLength = 10_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public MessageTopic Topic { get; set; }
    public string Subject { get; set; } = "";

    /// <summary>Markdown; raw HTML is shown as text.</summary>
    public string Body { get; set; } = "";

    /// <summary>Of subject and body, by the names of the properties.</summary>
    public TextTranslations Translations { get; set; } = TextTranslations.None;

    /// <summary>Empty for all.</summary>
    public IReadOnlyList<Guid> TicketTypeIds { get; set; } = [];

    /// <summary>Null for all.</summary>
    public OrderChannel? Channel { get; set; }
    public AdmissionFilter Admission { get; set; }
    public MessageTiming Timing { get; set; }

    /// <summary>Only with <see cref="MessageTiming.AtTime"/>.</summary>
    public DateTimeOffset? SendAt { get; set; }

    /// <summary>Between the event and the message.</summary>
    public int Delay { get; set; }
    public MessageDelayUnit DelayUnit { get; set; } = MessageDelayUnit.Days;
    public MessageStatus Status { get; init; } = MessageStatus.Draft;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name at the time.</summary>
    public required string CreatedBy { get; init; }
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <inheritdoc cref="CreatedBy"/>
    public string? ScheduledBy { get; init; }

    /// <summary>Time at which the recipients were listed. Later buyers do not get it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The date that a reminder is of.</summary>
    public DateTimeOffset? EventStartsAt { get; init; }

    /// <summary>Orders that it would also be for, but for their missing email address.</summary>
    public int WithoutEmail { get; init; }

    /// <summary>Time at which everything was sent, had failed or was stopped.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
    public MessageStopReason? StopReason { get; init; }

    /// <summary>Name at the time, or an <see cref="UnsentReason"/>.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>Incremented with each change of a draft, so that nobody sends what they have not seen.</summary>
    public int Version { get; private set; }

    public bool IsReminder => Topic == MessageTopic.TicketReminder;

    public string GetSubject(Language language) => Translations.Find(language.Tag, nameof(Subject)) ?? Subject;

    /// <inheritdoc cref="Body"/>
    public string GetBody(Language language) => Translations.Find(language.Tag, nameof(Body)) ?? Body;

    public void IncrementVersion() => Version++;
}
