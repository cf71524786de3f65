using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.WaitingList;

public enum EntryStatus
{
    Waiting,

    /// <summary>Tickets are held for it.</summary>
    Offered,
    Bought,

    /// <summary>Its owner has left the list, or turned the offer down.</summary>
    Left,

    /// <summary>Its offer has expired.</summary>
    Missed,

    /// <summary>The list has ended, or staff have removed it.</summary>
    Closed,
}

/// <summary>Somebody who wants tickets of a sold-out event. The status changes only by conditional UPDATE statements.</summary>
public sealed class WaitingListEntry
{
    private readonly List<WaitingListChoice> choices = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required string Email { get; init; }

    /// <summary>Made of event and address, and unique among entries that are on the list.</summary>
    public required string Key { get; init; }

    /// <summary>Tag of the language in which it was made.</summary>
    public string Language { get; init; } = Ticketing.Infrastructure.Languages.Language.Current.Tag;

    /// <summary>The longest on the list comes first.</summary>
    public required DateTimeOffset JoinedAt { get; init; }
    public EntryStatus Status { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>It gets one of them, with all its tickets.</summary>
    public IReadOnlyList<WaitingListChoice> Choices => choices;

    public bool IsActive => Status is EntryStatus.Waiting or EntryStatus.Offered;

    public static string CreateKey(Guid eventId, string email) =>
        UnguessableCode.Hash($"waiting-list|{eventId}|{Notification.ToRecipientKey(email)}");

    internal void Add(Guid typeId, int quantity) =>
        choices.Add(
            new WaitingListChoice
            {
                EntryId = Id,
                TicketTypeId = typeId,
                Quantity = quantity,
            }
        );
}

public sealed class WaitingListChoice
{
    public required Guid EntryId { get; init; }
    public required Guid TicketTypeId { get; init; }
    public required int Quantity { get; init; }
}
