using System.Reflection;
using Ticketing.Infrastructure.Configuration.Sources;

namespace Ticketing.Infrastructure.Configuration.Checks;

/// <summary>Reports all invalid settings at once, before anything runs.</summary>
public static class ConfigurationCheck
{
    /// <summary>Lists the problems on standard error.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid and another program (a test) hosts this one.</exception>
    public static bool IsConfigurationValid(this WebApplication app)
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

        JsonLog.WriteError(app.Configuration, error.Message);
        return false;
    }

    /// <exception cref="ConfigurationException">An external check rejected the configuration.</exception>
    public static async Task RunStartupChecksAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var check in app.Services.GetServices<IStartupCheck>())
        {
            if (await check.FindProblemAsync(CancellationToken.None) is { } problem)
            {
                throw new ConfigurationException([problem]);
            }
        }
    }

    internal static bool IsHosted(this WebApplication _) => Assembly.GetEntryAssembly() != typeof(ConfigurationCheck).Assembly;

    public static IReadOnlyList<SettingProblem> FindProblems(
        IServiceProvider services,
        IConfiguration configuration,
        IHostEnvironment environment
    ) =>
        [
            .. (configuration as IConfigurationRoot)?.Providers.OfType<SecretFileProvider>().SelectMany(p => p.Problems) ?? [],
            .. UnknownSections.Find(configuration, services.GetServices<OptionsSection>().Select(s => s.Section)),
            .. services.GetServices<OptionsSection>().SelectMany(s => s.FindProblems(configuration, environment)),
        ];
}
