using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

/// <summary>How long records are kept that nothing needs any more.</summary>
public sealed class RetentionOptions : IValidatedOptions
{
    private static readonly TimeSpan Min = TimeSpan.FromHours(1);
    private static readonly TimeSpan Max = TimeSpan.FromDays(3650);

    public static string Section => "Retention";

    public TimeSpan SentMailBodies { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Staff sessions that have ended.</summary>
    public TimeSpan Sessions { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Counts of failed sign-ins.</summary>
    public TimeSpan SignInAttempts { get; set; } = TimeSpan.FromDays(7);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(SentMailBodies), SentMailBodies, TimeSpan.FromDays(1), Max);
        problems.RequireBetween(nameof(Sessions), Sessions, Min, Max);
        problems.RequireBetween(nameof(SignInAttempts), SignInAttempts, Min, Max);
    }
}
