namespace Ticketing.Settings;

public sealed class NotificationOptions : ISettings
{
    public static string Section => "Notifications";

    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        found.RequireBetween(nameof(PollInterval), PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
    }
}
