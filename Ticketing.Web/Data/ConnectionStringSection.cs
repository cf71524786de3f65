using Microsoft.Data.Sqlite;
using Ticketing.Settings;

namespace Ticketing.Data;

/// <summary>Checks <c>ConnectionStrings:Ticketing</c>. The reason never repeats the text: it may hold a password.</summary>
internal sealed class ConnectionStringSection : SettingsSection
{
    public const string Name = "Ticketing";

    public override IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, IHostEnvironment environment)
    {
        var text = configuration.GetConnectionString(Name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        try
        {
            return new SqliteConnectionStringBuilder(text).DataSource.Length > 0 ? [] : [Problem("names no Data Source")];
        }
        catch (ArgumentException)
        {
            return [Problem("is not a connection string like 'Data Source=/data/ticketing.db'")];
        }
    }

    private static SettingProblem Problem(string reason) => new($"ConnectionStrings:{Name}", reason);
}
