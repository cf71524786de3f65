namespace Ticketing.Features.Accounts;

public abstract record AccountOutcome
{
    public sealed record Done(Guid UserId) : AccountOutcome;

    /// <summary>The link is unknown, used or expired.</summary>
    public sealed record LinkInvalid : AccountOutcome;

    /// <param name="Field">"Name", "Email", "Password" or "Current".</param>
    public sealed record Refused(string Field, string Reason) : AccountOutcome;
}
