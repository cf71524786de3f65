using Microsoft.Extensions.Logging.Console;

namespace Ticketing.Infrastructure.Configuration.Sources;

/// <summary>General defaults are in the options classes.</summary>
internal static class DemoAndConsoleDefaults
{
    private const string Console = "Logging:Console";

    public static Dictionary<string, string?> For(IHostEnvironment environment) =>
        new((environment.IsDevelopment() ? Demo() : []).Concat(ConsoleLog(environment)));

    /// <summary>One line for each entry, so that no text in it can look like another. Developers read stack traces instead.</summary>
    private static Dictionary<string, string?> ConsoleLog(IHostEnvironment environment) =>
        new()
        {
            [$"{Console}:FormatterName"] = ConsoleFormatterNames.Simple,
            [$"{Console}:FormatterOptions:SingleLine"] = environment.IsDevelopment() ? "false" : "true",
            [$"{Console}:FormatterOptions:TimestampFormat"] = "yyyy-MM-dd'T'HH:mm:ss'Z '",
            [$"{Console}:FormatterOptions:UseUtcTimestamp"] = "true",
        };

    private static Dictionary<string, string?> Demo() =>
        new()
        {
            ["Site:PublicBaseUrl"] = "http://localhost:5000",
            ["Site:VenueName"] = "The Blue Room",
            ["Site:TimeZone"] = "Europe/London",
            ["Site:Currency"] = "GBP",
            ["Site:SupportEmail"] = "hello@blueroom.example",
            ["Site:AccentColor"] = "#d43d22",
            ["Site:LegalName"] = "The Blue Room Ltd",
            ["Site:Address"] = "14 Canal Street, Leeds LS1 4AB",
            ["Site:TaxNumber"] = "GB 123 4567 89",
            ["Mail:From"] = "The Blue Room <tickets@blueroom.example>",
            ["Payments:Provider"] = "Sandbox",
            ["Demo:Seed"] = "true",
        };
}
