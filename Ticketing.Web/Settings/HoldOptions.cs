namespace Ticketing.Settings;

public sealed class HoldOptions : ISettings
{
    public static string Section => "Holds";

    /// <summary>Until the buyer starts to pay.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(10);

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        found.RequireBetween(nameof(Lifetime), Lifetime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
    }
}
