namespace Ticketing.Events.Editing;

public abstract record EditOutcome
{
    public sealed record Saved(Guid Id, bool Changed) : EditOutcome;

    /// <param name="Errors">By field name.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string> Errors) : EditOutcome;

    /// <summary>Somebody else saved first; nothing was written.</summary>
    /// <param name="Now">For the next attempt.</param>
    public sealed record Collided(IReadOnlyList<Difference> Fields, Revision Now) : EditOutcome;

    public sealed record Gone : EditOutcome;
}
