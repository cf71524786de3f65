using System.Collections;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Saved;

namespace Ticketing.Infrastructure.Configuration.Sources;

/// <summary>
/// In rising priority: defaults, <c>appsettings.json</c>, user secrets (Development), environment, secret files, command line, admin area.
/// </summary>
public static class ConfigurationSources
{
    /// <returns>Null if a settings file is not valid JSON, after saying so on standard error.</returns>
    public static WebApplicationBuilder? TryCreateBuilder(WebApplicationOptions options)
    {
        try
        {
            return WebApplication.CreateBuilder(options).AddTicketingConfiguration();
        }
        catch (InvalidDataException error) when (error.GetBaseException() is JsonException json)
        {
            Console.Error.WriteLine(new ConfigurationException([DescribeSyntaxError(error, json)]).Message);
            return null;
        }
    }

    public static WebApplicationBuilder AddTicketingConfiguration(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        UseSettingsFilesOfProgramFolder(sources);
        sources.Insert(0, new MemoryConfigurationSource { InitialData = DemoAndConsoleDefaults.For(builder.Environment) });
        var environment = sources
            .Select((source, index) => (source, index))
            .Last(s => s.source is EnvironmentVariablesConfigurationSource)
            .index;
        sources.Insert(environment + 1, new SecretFileSource(EnvironmentVariables()));
        var saved = new SavedSettingsProvider();
        sources.Add(saved);
        builder.Services.AddSingleton(saved);
        builder.Services.AddConfigurationOptions();
        builder.AddJsonLog();
        // The space is for text.
        builder.Services.PostConfigure<JsonConsoleFormatterOptions>(json =>
            json.TimestampFormat = json.TimestampFormat?.Replace("'Z '", "'Z'", StringComparison.Ordinal)
        );
        return builder;
    }

    private static SettingProblem DescribeSyntaxError(InvalidDataException error, JsonException json)
    {
        // The framework names the file only in its message: "… from file '/app/appsettings.json'."
        var file = error.Message.Split('\'').ElementAtOrDefault(1) ?? "appsettings.json";
        var reason = json.Message.Split(" LineNumber:")[0];
        return new(file, string.Create(CultureInfo.InvariantCulture, $"line {json.LineNumber + 1} is not valid JSON: {reason}"));
    }

    /// <summary>The framework looks in the content root, which may be the working directory. The file is beside the program.</summary>
    private static void UseSettingsFilesOfProgramFolder(IList<IConfigurationSource> sources)
    {
        foreach (
            var source in sources
                .OfType<JsonConfigurationSource>()
                .Where(s => s.Path is { } path && Path.GetFileName(path).StartsWith("appsettings.", StringComparison.Ordinal))
                .ToList()
        )
        {
            var beside = new JsonConfigurationSource
            {
                Path = Path.Combine(AppContext.BaseDirectory, Path.GetFileName(source.Path!)),
                Optional = true,
                // Changes are checked at the next start.
                ReloadOnChange = false,
            };
            beside.ResolveFileProvider();
            sources[sources.IndexOf(source)] = beside;
        }
    }

    private static Dictionary<string, string> EnvironmentVariables() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.OrdinalIgnoreCase);
}
