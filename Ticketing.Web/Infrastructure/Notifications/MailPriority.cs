namespace Ticketing.Infrastructure.Notifications;

/// <summary>Due mail is sent in this order.</summary>
public enum MailPriority
{
    /// <summary>Somebody waits for it: tickets, links, passwords.</summary>
    Awaited = 0,

    Normal = 1,

    /// <summary>To many people at once.</summary>
    Bulk = 2,
}

/// <summary>Registered by features. Kinds without one are <see cref="MailPriority.Normal"/>.</summary>
public sealed record MailKindPriority(string Kind, MailPriority Priority);
