namespace Ticketing.Features.Events.Editing;

/// <summary>Ticket types that follow one another, such as early bird, standard and last minute.</summary>
internal static class TicketTypeOrder
{
    /// <summary>Null if the type may be followed by that one.</summary>
    /// <param name="types">All of the event.</param>
    /// <param name="type">Null for a new one.</param>
    public static string? FindProblem(IReadOnlyCollection<TicketType> types, TicketType? type, Guid? followedById)
    {
        if (followedById is not { } id || id == type?.FollowedById)
        {
            return null;
        }

        return types.All(other => other.Id != id) ? T["Choose one of this event’s ticket types."]
            : type is not null && Leads(types, id, type.Id) ? T["They would wait for each other. Choose a type that goes on sale later."]
            : null;
    }

    /// <summary>Null if nothing that everybody can buy waits for tickets that few can see.</summary>
    /// <param name="types">All of the event.</param>
    /// <param name="type">Null for a new one.</param>
    public static string? FindHiddenProblem(IReadOnlyCollection<TicketType> types, TicketType? type, Guid? followedById, bool isHidden)
    {
        var follower = types.FirstOrDefault(other => other.Id == followedById);
        var earlier = type is null ? null : types.FirstOrDefault(other => other.FollowedById == type.Id && other.IsHidden);
        return isHidden && follower is { IsHidden: false }
                ? T["A hidden ticket type can’t hold back {0}, which everybody can buy.", follower.Category]
            : !isHidden && earlier is not null ? T["{0} is hidden and can’t hold back this ticket type.", earlier.Category]
            : null;
    }

    private static bool Leads(IReadOnlyCollection<TicketType> types, Guid from, Guid to)
    {
        HashSet<Guid> seen = [];
        for (Guid? id = from; id is { } at && seen.Add(at); id = types.FirstOrDefault(type => type.Id == at)?.FollowedById)
        {
            if (at == to)
            {
                return true;
            }
        }

        return false;
    }
}
