using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

public sealed class DatabaseOptions : IValidatedOptions
{
    public static string Section => "Database";

    public DatabaseProvider Provider { get; set; }

    public void Validate(SettingProblems problems) { }
}
