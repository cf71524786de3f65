namespace Ticketing.Settings;

public sealed class RateLimitingOptions : ISettings
{
    public static string Section => "RateLimiting";

    /// <summary>Off for load tests only.</summary>
    public bool Enabled { get; set; } = true;

    public void Check(SettingFindings found)
    {
    }
}
