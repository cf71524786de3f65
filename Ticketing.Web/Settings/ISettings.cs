namespace Ticketing.Settings;

/// <summary>Register with <c>services.AddSettings&lt;T&gt;()</c>. Properties are bound by name.</summary>
public interface ISettings
{
    static abstract string Section { get; }

    /// <summary>Values that could not be parsed are already reported and hold their default.</summary>
    void Check(SettingFindings found);
}
