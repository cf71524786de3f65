using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class RetentionOptions : IValidatedOptions
{
    public static string Section => "Retention";

    public TimeSpan SentMailBodies { get; set; } = TimeSpan.FromDays(90);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(SentMailBodies), SentMailBodies, TimeSpan.FromDays(1), TimeSpan.FromDays(3650));
    }
}
