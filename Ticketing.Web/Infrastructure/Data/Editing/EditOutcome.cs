namespace Ticketing.Infrastructure.Data.Editing;

public abstract record EditOutcome
{
    public sealed record Saved(Guid Id, bool Changed) : EditOutcome;

    /// <param name="Errors">By field name.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string> Errors) : EditOutcome;

    /// <summary>Somebody else saved first; nothing was written.</summary>
    /// <param name="Current">For the next attempt.</param>
    public sealed record Conflict(IReadOnlyList<FieldConflict> Conflicts, Revision Current) : EditOutcome;

    public sealed record NotFound : EditOutcome;
}
