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
    }
}
