using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Infrastructure.Audit;

/// <summary>Written in the transaction of the action; never changed.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; private init; } = AscendingId.Create();
    public required DateTimeOffset At { get; init; }
    public Guid? ActorId { get; init; }

    /// <summary>The name at that time.</summary>
    public required string ActorName { get; init; }
    public required string Address { get; init; }

    /// <summary>Subject kind, dot, past tense: "event.published".</summary>
    public required string Action { get; init; }
    public required string SubjectId { get; init; }

    /// <summary>The name at that time.</summary>
    public required string SubjectName { get; init; }

    /// <summary>Changed values as JSON, or empty.</summary>
    public string Before { get; init; } = "";

    /// <summary>Changed values as JSON, or empty.</summary>
    public string After { get; init; } = "";
}
