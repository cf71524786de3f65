namespace Ticketing.Events.Editing;

/// <summary>What became of an edit.</summary>
public abstract record EditOutcome
{
    /// <param name="Changed">False where nothing was different.</param>
    public sealed record Saved(Guid Id, bool Changed) : EditOutcome;

    /// <param name="Errors">By the name of the field.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string> Errors) : EditOutcome;

    /// <summary>Somebody else saved first. Nothing was written.</summary>
    /// <param name="Now">What a further try begins from.</param>
    public sealed record Collided(IReadOnlyList<Difference> Fields, Revision Now) : EditOutcome;

    /// <summary>There is no such thing.</summary>
    public sealed record Gone : EditOutcome;
}
