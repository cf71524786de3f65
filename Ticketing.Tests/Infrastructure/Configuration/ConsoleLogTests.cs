using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sources;
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

    [Fact]
    public void Json_has_the_same_time()
    {
        using var entry = JsonDocument.Parse(Write("Production", "--Logging:Console:FormatterName=json"));
        Assert.Matches($"^{Time}$", entry.RootElement.GetProperty("Timestamp").GetString());
    }

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
