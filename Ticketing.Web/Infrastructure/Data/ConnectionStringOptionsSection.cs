using Microsoft.Data.Sqlite;
using Npgsql;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Infrastructure.Data;

/// <summary>Checks <c>ConnectionStrings:Ticketing</c>. The reason never quotes the text, which may hold a password.</summary>
internal sealed class ConnectionStringOptionsSection : OptionsSection
{
    public const string Name = "Ticketing";

    public override string Section => "ConnectionStrings";

    public override IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, IHostEnvironment environment)
    {
        var text = configuration.GetConnectionString(Name) ?? "";
        var onPostgres =
            Enum.TryParse<DatabaseProvider>(configuration["Database:Provider"], ignoreCase: true, out var provider)
            && provider == DatabaseProvider.Postgres;
        var reason = onPostgres ? FindPostgresProblem(text) : FindSqliteProblem(text);
        return reason is null ? [] : [new($"ConnectionStrings:{Name}", reason)];
    }

    private static string? FindSqliteProblem(string text)
    {
        try
        {
            return text.Trim().Length == 0 || new SqliteConnectionStringBuilder(text).DataSource.Length > 0 ? null : "names no Data Source";
        }
        catch (ArgumentException)
        {
            return "is not a connection string like 'Data Source=/data/ticketing.db'";
        }
    }

    private static string? FindPostgresProblem(string text)
    {
        const string Example = "'Host=db;Database=ticketing;Username=ticketing;Password=…'";
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            return connection is { Host.Length: > 0, Database.Length: > 0 }
                ? null
                : $"must name Host and Database when Database:Provider is Postgres, like {Example}";
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException)
        {
            return $"is not a connection string like {Example}";
        }
    }
}
