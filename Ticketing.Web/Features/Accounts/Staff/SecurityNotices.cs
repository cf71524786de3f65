using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;

namespace Ticketing.Features.Accounts.Staff;

public enum SecurityChange
{
    NewDevice,
    PasswordChanged,
    PasswordReset,
    AppSet,
    AppRemoved,
    PasskeyAdded,
    PasskeyRemoved,
    RecoveryCodesRenewed,

    /// <summary>A refresh token was used twice, so somebody has a copy. Its session is ended.</summary>
    TokenCopied,

    /// <summary>By a superadmin, or by the command on the server.</summary>
    FactorsReset,
}

/// <summary>Tells the owner of an account about changes that an intruder would make.</summary>
public sealed class SecurityNotices(NotificationOutbox outbox)
{
    public const string MailKind = "staff-security";

    internal Task QueueAsync(SecurityChange change, string email, CancellationToken ct) =>
        QueueAsync(change, email, Guid.CreateVersion7(), ct);

    /// <param name="subject">The session of a new device or of a copied token; otherwise a number that makes the mail unique.</param>
    internal Task QueueAsync(SecurityChange change, string email, Guid subject, CancellationToken ct) =>
        outbox.QueueAsync(MailKind, $"{MailKind}:{change}:{subject}", email, orderId: null, ct);

    internal static (SecurityChange Change, Guid Subject) Read(Notification notification) =>
        notification.DedupeKey.Split(':') is [_, var change, var subject]
            ? (Enum.Parse<SecurityChange>(change), Guid.Parse(subject))
            : throw new InvalidOperationException($"Mail {notification.Id} is not a security notice.");
}
