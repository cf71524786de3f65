namespace Ticketing.Features.Accounts.Setup;

/// <summary>A single row. Its conditional update decides who creates the first superadmin.</summary>
public sealed class FirstRun
{
    public const int SingletonId = 1;

    public int Id { get; private init; } = SingletonId;
    public DateTimeOffset? CompletedAt { get; private set; }
}
