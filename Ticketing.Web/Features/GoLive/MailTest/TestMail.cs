namespace Ticketing.Features.GoLive.MailTest;

/// <summary>An email that a superadmin sent to themselves, to see that emails arrive.</summary>
public sealed class TestMail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Of the token in the link that was sent last; null before it is sent, and once it was used.</summary>
    public string? TokenHash { get; private set; }

    /// <summary>The link was pressed.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }
}
