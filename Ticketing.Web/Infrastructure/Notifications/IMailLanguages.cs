using Ticketing.Infrastructure.Languages;

namespace Ticketing.Infrastructure.Notifications;

/// <summary>Languages of mails that belong to something with a language of its own.</summary>
public interface IMailLanguages
{
    /// <returns>Null if the message has no other language than the one in which it was asked for.</returns>
    Task<Language?> FindAsync(Notification notification, CancellationToken ct);
}
