using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class MessageOptions : IValidatedOptions
{
    public static string Section => "Messages";

    /// <summary>Emails buyers their tickets again before the event. An event may differ.</summary>
    public bool RemindBuyers { get; set; } = true;

    /// <summary>Before the start.</summary>
    public TimeSpan RemindBefore { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Lets staff send what is not about the order. Without it buyers are only told what concerns their tickets.</summary>
    public bool AllowNews { get; set; }

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(RemindBefore), RemindBefore, TimeSpan.FromHours(1), TimeSpan.FromDays(30));
    }
}
