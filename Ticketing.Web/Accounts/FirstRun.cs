namespace Ticketing.Accounts;

/// <summary>A single row. Its conditional update decides who creates the first superadmin.</summary>
public sealed class FirstRun
{
    public const int TheOnlyId = 1;

    public int Id { get; private init; } = TheOnlyId;
    public DateTimeOffset? CompletedAt { get; private set; }
}
