namespace Ticketing.Settings;

public sealed class StorageOptions : ISettings
{
    public static string Section => "Storage";

    /// <summary>Relative to the content root.</summary>
    public string Directory { get; set; } = "data";

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        found.Require(!string.IsNullOrWhiteSpace(Directory), nameof(Directory), "must not be empty");
    }
}
