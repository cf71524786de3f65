using Ticketing.Features.Events;

namespace Ticketing.Features.Rescheduling;

public enum ScheduleChangeKind
{
    /// <summary>Another date, time or place.</summary>
    Moved,

    /// <summary>Without a new date.</summary>
    Postponed,

    /// <summary>A date after it was postponed.</summary>
    BackOn,
}

/// <summary>A change of what sold tickets say that buyers were emailed about.</summary>
public sealed class ScheduleChange
{
    private static readonly TimeSpan LongOffer = TimeSpan.FromDays(3);
    private static readonly TimeSpan MinRemindedOffer = TimeSpan.FromDays(2);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required ScheduleChangeKind Kind { get; init; }

    /// <summary>Added to the email to buyers. May be empty.</summary>
    public required string Message { get; init; }

    /// <summary>Until then, buyers who ordered before the change can return their tickets. Null if no refund was offered.</summary>
    public required DateTimeOffset? RefundsUntil { get; init; }

    /// <summary>Time at which the emails that remind buyers of the offer were queued.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>Number of orders emailed.</summary>
    public required int Told { get; init; }

    /// <summary>Number of orders with tickets but without an email address.</summary>
    public required int WithoutEmail { get; init; }

    /// <summary>Name at the time.</summary>
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    public required string OldTimeZone { get; init; }
    public required DateTimeOffset? OldDoorsAt { get; init; }
    public required DateTimeOffset OldStartsAt { get; init; }
    public required DateTimeOffset? OldEndsAt { get; init; }
    public required string OldLocation { get; init; }
    public required string OldAddress { get; init; }

    /// <summary>Before the change.</summary>
    public TicketFacts OldFacts =>
        new()
        {
            TimeZone = OldTimeZone,
            DoorsAt = OldDoorsAt,
            StartsAt = OldStartsAt,
            EndsAt = OldEndsAt,
            Location = OldLocation,
            Address = OldAddress,
        };

    /// <param name="show">As it is now: an offer ends when the show starts.</param>
    /// <returns>Null if no refund is offered any more.</returns>
    public DateTimeOffset? GetDeadline(Event show) =>
        show.Status switch
        {
            EventStatus.Postponed => RefundsUntil,
            EventStatus.Active => RefundsUntil < show.StartsAt ? RefundsUntil
            : RefundsUntil is null ? null
            : show.StartsAt,
            _ => null,
        };

    /// <inheritdoc cref="GetDeadline"/>
    /// <returns>Null if buyers are not reminded: none is offered, or too briefly.</returns>
    public DateTimeOffset? GetReminderTime(Event show) =>
        GetDeadline(show) is not { } deadline ? null
        : deadline - MadeAt >= LongOffer ? deadline.AddDays(-2)
        : deadline - MadeAt >= MinRemindedOffer ? deadline.AddDays(-1)
        : null;
}
