namespace Ticketing.Settings;

public sealed class DemoOptions : ISettings
{
    public static string Section => "Demo";

    /// <summary>Fills an empty database with the demo venue.</summary>
    public bool Seed { get; set; }

    public void Check(SettingFindings found)
    {
    }
}
