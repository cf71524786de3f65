namespace Ticketing.Settings;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

public sealed class DatabaseOptions : ISettings
{
    public static string Section => "Database";

    public DatabaseProvider Provider { get; set; }

    public void Check(SettingFindings found)
    {
        ArgumentNullException.ThrowIfNull(found);
        found.Require(Provider == DatabaseProvider.Sqlite, nameof(Provider), $"'{Provider}' is not supported by this version; use Sqlite");
    }
}
