namespace Ticketing.Features.Orders.Notes;

/// <summary>Written by staff about an order, for staff alone.</summary>
public sealed class OrderNote
{
    public const int MaxLength = 1000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }
    public required string Text { get; init; }

    /// <summary>Name at the time.</summary>
    public required string Author { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>One folded word of a note, indexed for searches.</summary>
public sealed class OrderNoteWord
{
    public const int MaxWords = 200;

    public required Guid NoteId { get; init; }
    public required Guid OrderId { get; init; }
    public required string Word { get; init; }
}

/// <summary>A word that staff sort orders by, such as "Press". The venue's list is made of those in use.</summary>
public sealed class Tag
{
    public const int MaxLength = 30;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required string Name { get; init; }

    /// <summary>Unique: the name without case and accents.</summary>
    public required string Key { get; init; }
}

public sealed class OrderTag
{
    public required Guid OrderId { get; init; }
    public required Guid TagId { get; init; }
}
