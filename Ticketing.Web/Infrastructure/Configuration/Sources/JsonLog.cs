using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Console;
using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sources;

/// <summary>With <c>Logging:Json</c> each line that the server writes is a JSON object, also the reason why it does not start.</summary>
internal static class JsonLog
{
    private const string Section = "Logging";
    private const string Name = "Json";

    public static WebApplicationBuilder AddJsonLog(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OptionsSection, JsonLogSection>();
        if (IsOn(builder.Configuration))
        {
            builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = ConsoleFormatterNames.Json);
        }

        return builder;
    }

    /// <summary>For what is not logged because the program ends.</summary>
    public static void WriteError(IConfiguration configuration, string message) =>
        Console.Error.WriteLine(IsOn(configuration) ? Format(message) : message);

    // The same names as in the entries of the log.
    private static string Format(string message) =>
        JsonSerializer.Serialize(
            new
            {
                Timestamp = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                EventId = 0,
                LogLevel = nameof(LogLevel.Critical),
                Category = nameof(Ticketing),
                Message = message,
            }
        );

    private static bool IsOn(IConfiguration configuration) => bool.TryParse(configuration[$"{Section}:{Name}"], out var isOn) && isOn;

    private sealed class JsonLogSection : OptionsSection
    {
        public override string Section => JsonLog.Section;

        public override IReadOnlyList<SettingProblem> FindProblems(IConfiguration configuration, IHostEnvironment environment) =>
            configuration[$"{Section}:{Name}"] is not { } text || bool.TryParse(text, out _)
                ? []
                : [new($"{Section}:{Name}", $"'{text}' is not true or false")];
    }
}
