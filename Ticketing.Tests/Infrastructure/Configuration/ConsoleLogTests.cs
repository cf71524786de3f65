using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sources;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Configuration;

public sealed class ConsoleLogTests
{
    private const string Time = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ";
    private static readonly string Forged = "first" + Environment.NewLine + "crit: forged";

    [Fact]
    public void An_entry_is_one_line_with_the_time_in_UTC()
    {
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        var text = Write("Production");
        Assert.Matches($"^{Time} warn: Venue\\[7\\] first crit: forged .*Boom.*{Environment.NewLine}$", text);
        Assert.InRange(DateTimeOffset.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture), before, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public void Developers_get_lines_as_they_were_written() =>
        Assert.Matches($"^{Time} warn: Venue\\[7\\]{Environment.NewLine} +first{Environment.NewLine} +crit: forged", Write("Development"));

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public void In_JSON_an_entry_is_one_object_with_the_same_time(string environment)
    {
        var text = Write(environment, "--Logging:Json=true");
        Assert.Single(text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        using var entry = JsonDocument.Parse(text);
        Assert.Matches($"^{Time}$", entry.RootElement.GetProperty("Timestamp").GetString());
    }

    [Fact]
    public async Task What_prevents_the_start_is_JSON_too()
    {
        var settings = new Dictionary<string, string> { ["Logging__Json"] = "true", ["Site__Currency"] = "nothing" };
        var outcome = await TicketingProcess.RunAsync([], settings);
        Assert.Equal(1, outcome.ExitCode);
        using var error = JsonDocument.Parse(outcome.Errors);
        Assert.Contains("Site:Currency", error.RootElement.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Matches($"^{Time}$", error.RootElement.GetProperty("Timestamp").GetString());
    }

    [Fact]
    public void A_misspelt_switch_is_reported() =>
        Assert.Contains(TestConfiguration.FindProblems("Development", "Logging:Json=yes"), problem => problem.Key == "Logging:Json");

    private static string Write(string environment, params string[] arguments)
    {
        var builder = ConfigurationSources.TryCreateBuilder(new() { EnvironmentName = environment, Args = arguments })!;
        using var services = builder.Services.BuildServiceProvider();
        var name = services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName;
        var formatter = services.GetServices<ConsoleFormatter>().Single(candidate => candidate.Name == name);
        using var writer = new StringWriter();
        var entry = new LogEntry<string>(LogLevel.Warning, "Venue", 7, Forged, new InvalidOperationException("Boom"), (text, _) => text);
        formatter.Write(in entry, null, writer);
        return writer.ToString();
    }
}
