using System.Diagnostics;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Bench.Rush.Serving;

/// <summary>Starts the published program as in production, but without limits per address: all buyers come from one.</summary>
internal static class AppServer
{
    public const string ReadyPath = "/health/ready";

    /// <summary>Mail waits in the outbox.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutMail = new Dictionary<string, string>
    {
        ["Notifications__PollInterval"] = "01:00:00",
    };

    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>();

    public static Task<ServerProcess> StartAsync(
        RushVenue venue,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken ct,
        string firstPath = ReadyPath
    )
    {
        var address = ServerProcess.CreateAddress();
        var command = CreateCommand(address, venue.Database);
        foreach (var (name, value) in settings)
        {
            command.Environment[name] = value;
        }

        return ServerProcess.StartAsync(command, address, firstPath, ct);
    }

    private static ProcessStartInfo CreateCommand(Uri address, BenchDatabase database)
    {
        var command = new ProcessStartInfo(PublishedApp.Program) { WorkingDirectory = database.Folder };
        command.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        command.Environment["ASPNETCORE_URLS"] = address.ToString();
        command.Environment["Storage__Directory"] = database.Folder;
        command.Environment["Site__PublicBaseUrl"] = address.ToString();
        command.Environment["Payments__Provider"] = "Sandbox";
        command.Environment["RateLimiting__Enabled"] = "false";
        command.Environment["Logging__LogLevel__Default"] = "Error";
        command.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Error";
        if (database.Provider == DatabaseProvider.Postgres)
        {
            command.Environment["Database__Provider"] = "Postgres";
            command.Environment["ConnectionStrings__Ticketing"] = database.ConnectionString;
        }

        return command;
    }
}
