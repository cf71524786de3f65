namespace Ticketing.Infrastructure.Configuration.Sources;

/// <summary>General defaults are in the options classes.</summary>
internal static class ConfigurationDefaults
{
    public static Dictionary<string, string?> For(IHostEnvironment environment) => environment.IsDevelopment() ? Demo() : [];

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
