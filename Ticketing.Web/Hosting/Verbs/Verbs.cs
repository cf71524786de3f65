namespace Ticketing.Hosting.Verbs;

/// <summary>What the program can be asked to do: its first argument, `serve` where there is none. Options follow.</summary>
public static class Verbs
{
    private const int BadUsage = 2;

    /// <summary>These need the application: its configuration has been checked and its services are built.</summary>
    private static readonly Dictionary<string, Verb> WithApplication = new()
    {
        ["serve"] = new("answers requests (this is the default)", ServeAsync),
        ["migrate"] = new("brings the database to this version's schema", MigrateAsync),
        ["setup-link"] = new("prints a one-time link that creates the first superadmin", FeatureAsync),
    };

    /// <summary>Does what needs no application and returns the exit code; null where the application must be built.</summary>
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

    private static string NameIn(string[] args) =>
        args is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=', StringComparison.Ordinal) ? first : "serve";

    private static async Task<int> ServeAsync(WebApplication app, string[] args)
    {
        await app.PrepareStorageAsync();
        app.WarnBeforeRealBuyers();
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> MigrateAsync(WebApplication app, string[] args)
    {
        await app.PrepareStorageAsync();
        return 0;
    }

    private static async Task<int> FeatureAsync(WebApplication app, string[] args)
    {
        await app.PrepareStorageAsync();
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IVerb>().Single(verb => verb.Name == NameIn(args)).RunAsync(CancellationToken.None);
    }

    private static int ExplainUsage(string unknown)
    {
        Console.Error.WriteLine($"'{unknown}' is not something Ticketing.Web can do. It can:");
        foreach (var (name, purpose) in WithApplication.Select(v => (v.Key, v.Value.Purpose)).Append((Healthcheck.Name, Healthcheck.Purpose)))
        {
            Console.Error.WriteLine($"  {name,-12} {purpose}");
        }

        return BadUsage;
    }

    private sealed record Verb(string Purpose, Func<WebApplication, string[], Task<int>> RunAsync);
}
