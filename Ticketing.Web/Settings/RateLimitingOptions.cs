namespace Ticketing.Settings;

public sealed class RateLimitingOptions : ISettings
{
    public static string Section => "RateLimiting";

    /// <summary>Switched off for load tests only.</summary>
    public bool Enabled { get; set; } = true;

    public void Check(SettingFindings found)
    {
    }
}
