using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class EventOptions : IValidatedOptions
{
    public static string Section => "Events";

    /// <summary>How long after its start an event without an end is open at the box office and at the door.</summary>
    public TimeSpan OpenAfterStart { get; set; } = TimeSpan.FromHours(6);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        // Ticket codes are good for longer than that.
        problems.RequireBetween(nameof(OpenAfterStart), OpenAfterStart, TimeSpan.FromHours(1), TimeSpan.FromDays(1));
    }
}
