using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>How long records are kept that nothing needs any more.</summary>
public sealed class RetentionOptions : IValidatedOptions
{
    private static readonly TimeSpan Min = TimeSpan.FromHours(1);
    private static readonly TimeSpan Max = TimeSpan.FromDays(3650);

    /// <summary>Payments by bank transfer take days, and a provider may repeat its messages for weeks.</summary>
    private static readonly TimeSpan MinForMoney = TimeSpan.FromDays(30);

    public static string Section => "Retention";

    public TimeSpan SentMailBodies { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Holds that sold nothing, with the orders that were never paid.</summary>
    public TimeSpan AbandonedCheckouts { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The provider's messages that have been processed.</summary>
    public TimeSpan WebhookEvents { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Webhooks that the program has sent, or could not send.</summary>
    public TimeSpan WebhookDeliveries { get; set; } = TimeSpan.FromDays(30);

    public TimeSpan AuditEntries { get; set; } = TimeSpan.FromDays(1095);

    /// <summary>Audit entries of sign-ins and downloads.</summary>
    public TimeSpan AccessAuditEntries { get; set; } = TimeSpan.FromDays(365);

    /// <summary>Staff sessions that have ended.</summary>
    public TimeSpan Sessions { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Counts of failed sign-ins.</summary>
    public TimeSpan SignInAttempts { get; set; } = TimeSpan.FromDays(7);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(SentMailBodies), SentMailBodies, TimeSpan.FromDays(1), Max);
        problems.RequireBetween(nameof(AbandonedCheckouts), AbandonedCheckouts, MinForMoney, Max);
        problems.RequireBetween(nameof(WebhookEvents), WebhookEvents, MinForMoney, Max);
        problems.RequireBetween(nameof(WebhookDeliveries), WebhookDeliveries, TimeSpan.FromDays(7), Max);
        problems.RequireBetween(nameof(AuditEntries), AuditEntries, TimeSpan.FromDays(90), Max);
        problems.RequireBetween(nameof(AccessAuditEntries), AccessAuditEntries, TimeSpan.FromDays(30), Max);
        problems.RequireBetween(nameof(Sessions), Sessions, Min, Max);
        problems.RequireBetween(nameof(SignInAttempts), SignInAttempts, Min, Max);
    }
}
