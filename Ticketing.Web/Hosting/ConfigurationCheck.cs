using System.Reflection;
using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>Looks at every section before anything runs, and names all that is wrong at once.</summary>
public static class ConfigurationCheck
{
    /// <summary>
    /// False, after a list on standard error, where the configuration cannot be used. A program that hosts this one
    /// (a test) gets the list as an exception instead.
    /// </summary>
    /// <exception cref="ConfigurationException">The configuration cannot be used, and this is not the process's own program.</exception>
    public static bool IsConfigured(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var problems = FindProblems(app.Services, app.Configuration, app.Environment);
        if (problems.Count == 0)
        {
            return true;
        }

        var error = new ConfigurationException(problems);
        if (app.IsHosted())
        {
            throw error;
        }

        Console.Error.WriteLine(error.Message);
        return false;
    }

    /// <exception cref="ConfigurationException">The configuration cannot be used, as others say.</exception>
    public static async Task CheckAtStartAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var check in app.Services.GetServices<IStartCheck>())
        {
            if (await check.FindProblemAsync(CancellationToken.None) is { } problem)
            {
                throw new ConfigurationException([problem]);
            }
        }
    }

    /// <summary>Whether another program runs this one inside itself, as tests do.</summary>
    internal static bool IsHosted(this WebApplication _) => Assembly.GetEntryAssembly() != typeof(ConfigurationCheck).Assembly;

    public static IReadOnlyList<SettingProblem> FindProblems(
        IServiceProvider services, IConfiguration configuration, IHostEnvironment environment) =>
    [
        .. (configuration as IConfigurationRoot)?.Providers.OfType<SecretFileProvider>().SelectMany(p => p.Problems) ?? [],
        .. services.GetServices<SettingsSection>().SelectMany(s => s.FindProblems(configuration, environment)),
    ];
}
