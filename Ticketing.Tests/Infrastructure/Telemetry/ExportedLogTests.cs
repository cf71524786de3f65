using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using Ticketing.Infrastructure.Telemetry;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

public sealed partial class ExportedLogTests : IDisposable
{
    private readonly Received received = new();

    [Fact]
    public void A_collector_gets_no_network_addresses()
    {
        Write(log => Refused(log, "192.0.2.7", "tablet"));

        Assert.Null(received.Message);
        Assert.Equal("Refused {Address} with a {Device}", received.Attributes["{OriginalFormat}"]);
        Assert.Equal("tablet", received.Attributes["Device"]);
        Assert.DoesNotContain("192.0.2.7", received.Attributes.Values.Select(value => $"{value}"));
    }

    [Fact]
    public void A_collector_gets_the_type_of_an_exception_and_not_its_text()
    {
        Write(log => Failed(log, 7, new InvalidOperationException("ada@example.com")));

        Assert.Null(received.Error);
        Assert.Equal("Failed after 7", received.Message);
        Assert.Equal(typeof(InvalidOperationException).FullName, received.Attributes["exception.type"]);
    }

    public void Dispose() => received.Dispose();

    private void Write(Action<ILogger> write)
    {
        using var factory = LoggerFactory.Create(logging =>
            logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.AddProcessor(new ExportedLogs()).AddProcessor(received);
            })
        );
        write(factory.CreateLogger("Tests"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Address} with a {Device}")]
    private static partial void Refused(ILogger logger, string address, string device);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Failed after {Count}")]
    private static partial void Failed(ILogger logger, int count, Exception error);

    private sealed class Received : BaseProcessor<LogRecord>
    {
        public string? Message { get; private set; }

        public Exception? Error { get; private set; }

        public Dictionary<string, object?> Attributes { get; private set; } = [];

        public override void OnEnd(LogRecord data) =>
            (Message, Error, Attributes) = (data.FormattedMessage, data.Exception, new(data.Attributes ?? []));
    }
}
