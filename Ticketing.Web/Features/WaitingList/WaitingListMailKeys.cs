using Ticketing.Infrastructure.Notifications;

namespace Ticketing.Features.WaitingList;

/// <summary>Keys of mails name the entry that they are about: "kind:id", and more after another colon.</summary>
internal static class WaitingListMailKeys
{
    public static string Create(string kind, Guid entryId) => $"{kind}:{entryId}";

    public static Guid ReadEntryId(Notification notification) => Guid.Parse(notification.DedupeKey.Split(':')[1]);
}
