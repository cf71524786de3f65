namespace Ticketing.Accounts;

/// <summary>What came of a change to an account.</summary>
public abstract record AccountOutcome
{
    public sealed record Done(Guid UserId) : AccountOutcome;

    /// <summary>The link, or the one it was for, is unknown, used or over.</summary>
    public sealed record LinkOver : AccountOutcome;

    /// <param name="Field">Of the form: "Name", "Email", "Password" or "Current".</param>
    public sealed record Refused(string Field, string Reason) : AccountOutcome;
}
