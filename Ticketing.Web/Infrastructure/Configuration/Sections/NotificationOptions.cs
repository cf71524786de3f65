using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class NotificationOptions : IValidatedOptions
{
    public static string Section => "Notifications";

    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
    }
}
