namespace Ticketing.Settings;

/// <summary>
/// One section of the configuration. Its properties are bound by name; <see cref="Check"/> says what is wrong with values
/// that could be read. Register it with <c>services.AddSettings&lt;T&gt;()</c>.
/// </summary>
public interface ISettings
{
    static abstract string Section { get; }

    /// <summary>Reports every bad key at once. Keys whose text could not be read hold their default and are reported already.</summary>
    void Check(SettingFindings found);
}
