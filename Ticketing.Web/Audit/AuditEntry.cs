namespace Ticketing.Audit;

/// <summary>One thing that a member of staff, or the program for them, did. Written once, in the transaction that did it; never changed.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required DateTimeOffset At { get; init; }

    /// <summary>Null: the program itself.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>As they were called then.</summary>
    public required string ActorName { get; init; }

    /// <summary>Their network address; empty for the program itself.</summary>
    public required string Address { get; init; }

    /// <summary>What was done, "event.published": the kind of its subject, a dot, a verb in the past.</summary>
    public required string Action { get; init; }
    public required string SubjectId { get; init; }

    /// <summary>What people call the subject, as it was called then.</summary>
    public required string SubjectName { get; init; }

    /// <summary>The values that changed, as JSON; empty where there was nothing before.</summary>
    public string Before { get; init; } = "";

    /// <summary>The values that changed, as JSON; empty where nothing is left.</summary>
    public string After { get; init; } = "";
}
