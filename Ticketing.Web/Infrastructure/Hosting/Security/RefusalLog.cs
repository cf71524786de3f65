using Ticketing.Infrastructure.Telemetry;

namespace Ticketing.Infrastructure.Hosting.Security;

/// <summary>
/// Logs requests that a limit, a protection of forms or a missing right refused: with the route, because the path may contain a token.
/// </summary>
public sealed partial class RefusalLog(LogThrottle throttle, RefusalMetrics metrics, ILogger<RefusalLog> log)
{
    /// <param name="reason">A constant text.</param>
    public void Record(HttpContext context, Guard guard, string reason, LogLevel level = LogLevel.Warning)
    {
        metrics.Count(guard);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        if (throttle.TryEnter($"{route} {reason}"))
        {
            Refused(log, level, context.Request.Method, route, reason);
        }
    }

    [LoggerMessage(Message = "Refused {Method} {Route}: {Reason}. Logged at most once a minute")]
    private static partial void Refused(ILogger logger, LogLevel level, string method, string route, string reason);
}

public static class RefusalLogServices
{
    public static IServiceCollection AddRefusalLog(this IServiceCollection services) =>
        services.AddSingleton<LogThrottle>().AddSingleton<RefusalLog>().AddInstruments<RefusalMetrics>();
}
