using Ticketing.Data;

namespace Ticketing.Hosting.Verbs;

/// <summary>The first argument, "serve" by default. Options follow.</summary>
public static class Verbs
{
    private const int BadUsage = 2;

    private static readonly Dictionary<string, Verb> WithApplication = new()
    {
        ["serve"] = new("answers requests (this is the default)", ServeAsync),
        ["migrate"] = new("brings the database to this version's schema", MigrateAsync),
        [CopyFromSqliteVerb.Name] = new(CopyFromSqliteVerb.Purpose, CopyFromSqliteVerb.RunAsync),
        ["setup-link"] = new("prints a one-time link that creates the first superadmin", FeatureAsync),
    };

    /// <returns>The exit code, or null if the application must be built.</returns>
    public static async Task<int?> RunAloneAsync(string[] args)
    {
        var name = NameIn(args);
        if (WithApplication.ContainsKey(name))
        {
            return null;
        }

        return name == Healthcheck.Name ? await Healthcheck.RunAsync(args) : ExplainUsage(name);
    }

    public static async Task<int> RunVerbAsync(this WebApplication app, string[] args)
    {
        try
        {
            return await WithApplication[NameIn(args)].RunAsync(app, args);
        }
        catch (ConfigurationException error) when (!app.IsHosted())
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    /// <summary>Without the operand: a path starting with a slash would be parsed as an option.</summary>
    public static string[] OptionsIn(string[] args) => OperandIn(args) is null ? args : [args[0], .. args[2..]];

    internal static string? OperandIn(string[] args) =>
        NameIn(args) == CopyFromSqliteVerb.Name && args.Length > 1 && !args[1].StartsWith('-') ? args[1] : null;

    private static string NameIn(string[] args) =>
        args is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=', StringComparison.Ordinal) ? first : "serve";

    private static async Task<int> ServeAsync(WebApplication app, string[] args)
    {
        app.CreateStorage();
        await app.CheckAtStartAsync();
        app.WarnBeforeRealBuyers();
        var opening = app.Services.GetRequiredService<Opening>();
        await opening.BeginAsync();
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
            await Console.Error.WriteLineAsync($"Not migrated, because the database {app.Services.DatabaseInWords()} cannot be used: {DatabaseErrors.Why(error)}");
            return 1;
        }
    }

    private static async Task<int> FeatureAsync(WebApplication app, string[] args)
    {
        if (await MigrateAsync(app, args) is not 0 and var failed)
        {
            return failed;
        }

        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IVerb>().Single(verb => verb.Name == NameIn(args)).RunAsync(CancellationToken.None);
    }

    private static int ExplainUsage(string unknown)
    {
        Console.Error.WriteLine($"'{unknown}' is not something Ticketing.Web can do. It can:");
        foreach (var (name, purpose) in WithApplication.Select(v => (v.Key, v.Value.Purpose)).Append((Healthcheck.Name, Healthcheck.Purpose)))
        {
            Console.Error.WriteLine($"  {name,-17} {purpose}");
        }

        return BadUsage;
    }

    private sealed record Verb(string Purpose, Func<WebApplication, string[], Task<int>> RunAsync);
}
