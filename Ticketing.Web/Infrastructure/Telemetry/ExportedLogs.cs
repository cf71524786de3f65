using OpenTelemetry;
using OpenTelemetry.Logs;

namespace Ticketing.Infrastructure.Telemetry;

/// <summary>
/// Leaves out of what is sent to a collector what only the log of the machine may have: network addresses, and the texts of exceptions,
/// which may quote what somebody typed.
/// </summary>
internal sealed class ExportedLogs : BaseProcessor<LogRecord>
{
    private const string Address = "Address";

    public override void OnEnd(LogRecord data)
    {
        if (data.Attributes?.Any(attribute => attribute.Key == Address) == true)
        {
            // The template is sent instead of the message.
            data.Attributes = [.. data.Attributes.Where(attribute => attribute.Key != Address)];
            data.FormattedMessage = null;
        }

        if (data.Exception is { } error)
        {
            data.Attributes = [.. data.Attributes ?? [], new("exception.type", error.GetType().FullName)];
            data.Exception = null;
        }
    }
}
