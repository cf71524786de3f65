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
