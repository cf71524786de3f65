using Microsoft.Extensions.Logging.Console;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Sources;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Infrastructure.Hosting.Commands;

/// <summary>The command is the first argument, "serve" by default. Options follow.</summary>
public static class CommandLine
{
    private const int BadUsage = 2;
    private const string ResetSuperAdminName = "reset-superadmin";
    private const string BackupName = "backup";
    private const string VerifyName = "verify";
    private const string RestoreName = "restore";

    private static readonly Dictionary<string, Command> ApplicationCommands = new()
    {
        ["serve"] = new("answers requests (this is the default)", ServeAsync),
        ["check"] = new("checks what must work before tickets are sold, one line for each topic", RunCommandAsIsAsync)
        {
            FinishesRestore = false,
        },
        ["migrate"] = new("brings the database to this version's schema", MigrateAsync),
        [BackupName] = new("FILE: writes a backup of the venue, also while the server runs", RunCommandOnDataAsync),
        [VerifyName] = new("FILE: restores a backup into a temporary place and says if it is good", RunCommandOnDataAsync),
        [RestoreName] = new("FILE: replaces the venue with a backup; stop the server first", RunCommandOnDataAsync),
        [CopyFromSqliteCommand.Name] = new(CopyFromSqliteCommand.Purpose, CopyFromSqliteCommand.RunAsync),
        [ResetSuperAdminName] = new(
            "EMAIL: prints a one-time link for a superadmin who cannot sign in, and ends the old password and second factors",
            RunFeatureCommandAsync
        ),
        ["setup-link"] = new("prints a one-time link that creates the first superadmin", RunFeatureCommandAsync),
    };

    /// <summary>These need no configuration and no database.</summary>
    private static readonly Dictionary<string, StandaloneCommand> StandaloneCommands = new()
    {
        [HealthcheckCommand.Name] = new(HealthcheckCommand.Purpose, HealthcheckCommand.RunAsync),
        [VersionCommand.Name] = new(VersionCommand.Purpose, VersionCommand.RunAsync),
    };

    /// <returns>The exit code, or null if the application must be built.</returns>
    public static async Task<int?> RunStandaloneAsync(string[] args)
    {
        var name = GetName(args);
        if (ApplicationCommands.ContainsKey(name))
        {
            return null;
        }

        return StandaloneCommands.TryGetValue(name, out var command) ? await command.RunAsync(args) : ExplainUsage(name);
    }

    public static async Task<int> RunCommandAsync(this WebApplication app, string[] args)
    {
        try
        {
            var command = ApplicationCommands[GetName(args)];
            if (command.FinishesRestore)
            {
                app.FinishRestore();
            }

            return await command.RunAsync(app, args);
        }
        catch (Exception error) when (error is ConfigurationException or MigrationHistoryException && !app.IsHosted())
        {
            JsonLog.WriteError(app.Configuration, error.Message);
            return 1;
        }
        catch (Exception error) when (SqliteErrors.IsUnusableFile(error) && !app.IsHosted())
        {
            JsonLog.WriteError(app.Configuration, app.DescribeUnusableDatabase(error).Message);
            return 1;
        }
    }

    /// <summary>Scripts read what these print.</summary>
    private static readonly string[] WithPlainOutput = ["check"];

    /// <summary>Sends the log of such a command to standard error.</summary>
    public static IServiceCollection AddCommandLog(this IServiceCollection services, string[] args) =>
        WithPlainOutput.Contains(GetName(args))
            ? services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            : services;

    /// <summary>Commands with a word after them.</summary>
    private static readonly string[] WithOperand = [CopyFromSqliteCommand.Name, ResetSuperAdminName, BackupName, VerifyName, RestoreName];

    /// <summary>Without the operand: a path starting with a slash would be parsed as an option.</summary>
    public static string[] GetOptions(string[] args) => GetOperand(args) is null ? args : [args[0], .. args[2..]];

    internal static string? GetOperand(string[] args) =>
        WithOperand.Contains(GetName(args)) && args.Length > 1 && !args[1].StartsWith('-') ? args[1] : null;

    private static string GetName(string[] args) =>
        args is [var first, ..] && (first == VersionCommand.Name || !IsOption(first)) ? first : "serve";

    private static bool IsOption(string argument) =>
        argument.StartsWith('-') || argument.StartsWith('/') || argument.Contains('=', StringComparison.Ordinal);

    private static async Task<int> ServeAsync(WebApplication app, string[] args)
    {
        app.CreateStorage();
        app.WarnOfLooseFiles();
        await app.RunStartupChecksAsync();
        app.CleanUpRestore();
        app.LogGoLiveWarnings();
        var opening = app.Services.GetRequiredService<DatabaseStartup>();
        await opening.StartAsync();
        await app.RunAsync();
        return opening.HasFailed ? 1 : 0;
    }

    private static async Task<int> MigrateAsync(WebApplication app, string[] args)
    {
        app.CreateStorage();
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
            return 0;
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            JsonLog.WriteError(
                app.Configuration,
                $"Not migrated, because the database {app.Services.DescribeDatabase()} cannot be used: {DatabaseErrors.Describe(error)}"
            );
            return 1;
        }
    }

    private static async Task<int> RunFeatureCommandAsync(WebApplication app, string[] args)
    {
        if (await MigrateAsync(app, args) is not 0 and var failed)
        {
            return failed;
        }

        return await RunCommandOnDataAsync(app, args);
    }

    /// <summary>On the database as it is, of whatever version.</summary>
    private static Task<int> RunCommandOnDataAsync(WebApplication app, string[] args)
    {
        app.CreateStorage();
        return RunCommandAsIsAsync(app, args);
    }

    /// <summary>Creates nothing first: there may be no storage folder and no database.</summary>
    private static async Task<int> RunCommandAsIsAsync(WebApplication app, string[] args)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetServices<ICommand>()
            .Single(verb => verb.Name == GetName(args))
            .RunAsync(GetOperand(args), CancellationToken.None);
    }

    private static int ExplainUsage(string unknown)
    {
        Console.Error.WriteLine($"'{unknown}' is not something Ticketing.Web can do. It can:");
        foreach (
            var (name, purpose) in ApplicationCommands
                .Select(v => (v.Key, v.Value.Purpose))
                .Concat(StandaloneCommands.Select(v => (v.Key, v.Value.Purpose)))
        )
        {
            Console.Error.WriteLine($"  {name, -17} {purpose}");
        }

        return BadUsage;
    }

    private sealed record Command(string Purpose, Func<WebApplication, string[], Task<int>> RunAsync)
    {
        /// <summary>One that was interrupted. False for a command that only looks.</summary>
        public bool FinishesRestore { get; init; } = true;
    }

    private sealed record StandaloneCommand(string Purpose, Func<string[], Task<int>> RunAsync);
}
