using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class WaitingRoomOptions : IValidatedOptions
{
    public static string Section => "WaitingRoom";

    /// <summary>Null follows <see cref="RateLimitingOptions.Enabled"/>.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Buyers of each event. Null measures how many the machine can serve.</summary>
    public int? AdmitPerMinute { get; set; }

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (AdmitPerMinute is { } rate)
        {
            problems.RequireBetween(nameof(AdmitPerMinute), rate, 1, 60_000);
        }
    }
}
