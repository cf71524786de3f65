using Ticketing.Infrastructure.Data;

namespace Ticketing.Infrastructure.Hosting.Metrics;

/// <summary>Work that waits in the database, of which the metrics tell how much is overdue and for how long.</summary>
/// <param name="Name">Like <c>mails</c>; a label.</param>
/// <param name="DueSince">
/// The times since when work could have been done, of what is due at the given time or was tried in vain. A failed attempt, which puts the
/// next one off, does not make it younger.
/// </param>
public sealed record WatchedQueue(string Name, Func<TicketingDbContext, DateTimeOffset, IQueryable<DateTimeOffset>> DueSince);
