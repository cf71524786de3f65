using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Configuration;

public sealed class TelemetrySettingTests
{
    [Theory]
    [InlineData("Telemetry:OtlpEndpoint=collector:4318", "Telemetry:OtlpEndpoint")]
    [InlineData("Telemetry:OtlpEndpoint=http://me:secret@collector:4318", "Telemetry:OtlpEndpoint")]
    [InlineData("Telemetry:OtlpProtocol=Json", "Telemetry:OtlpProtocol")]
    [InlineData("Telemetry:OtlpHeaders=api-key", "Telemetry:OtlpHeaders")]
    [InlineData("Telemetry:TracesPercent=101", "Telemetry:TracesPercent")]
    [InlineData("Metrics:Token=short", "Metrics:Token")]
    [InlineData("Metrics:Token=correct horse battery staple", "Metrics:Token")]
    public void Wrong_settings_are_reported(string setting, string key) =>
        Assert.Equal([key], TestConfiguration.FindProblems("Development", setting).Select(problem => problem.Key));

    [Theory]
    [InlineData("Telemetry:OtlpEndpoint=http://collector:4318")]
    [InlineData("Telemetry:OtlpEndpoint=https://otlp.example/v2")]
    [InlineData("Telemetry:OtlpHeaders=api-key=0123,x-tenant=venue")]
    [InlineData("Telemetry:TracesPercent=2.5")]
    [InlineData("Metrics:Token=correct-horse-battery-staple")]
    public void Right_ones_are_not(string setting) => Assert.Empty(TestConfiguration.FindProblems("Development", setting));
}
