namespace Ticketing.Accounts;

/// <summary>The one row that says whether the venue has its first superadmin. Whoever changes it creates that person; nobody else can.</summary>
public sealed class FirstRun
{
    public const int TheOnlyId = 1;

    public int Id { get; private init; } = TheOnlyId;
    public DateTimeOffset? CompletedAt { get; private set; }
}
