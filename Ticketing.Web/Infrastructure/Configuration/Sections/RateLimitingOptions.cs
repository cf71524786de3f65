using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class RateLimitingOptions : IValidatedOptions
{
    public static string Section => "RateLimiting";

    /// <summary>Off for load tests only.</summary>
    public bool Enabled { get; set; } = true;

    public void Validate(SettingProblems problems) { }
}
