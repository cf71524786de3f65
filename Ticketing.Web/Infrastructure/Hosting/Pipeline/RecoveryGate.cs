using System.Globalization;
using Ticketing.Infrastructure.Data.Recovery;

namespace Ticketing.Infrastructure.Hosting.Pipeline;

/// <summary>Marks endpoints that accept forms while the venue is closed after a restore.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowedDuringRecoveryAttribute : Attribute;

/// <summary>Set on a request that was refused because the venue is closed after a restore.</summary>
public sealed class ClosedForRecovery
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    /// <summary>If the venue is closed, answers with 503 and a page that gives the reason.</summary>
    public static async Task<bool> RefuseIfClosedAsync(HttpContext context, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!await context.RequestServices.GetRequiredService<RecoveryState>().IsClosedAsync(ct))
        {
            return false;
        }

        context.Features.Set(new ClosedForRecovery());
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return true;
    }
}

/// <summary>
/// Until a restore is finished nothing may be sold, scanned or changed: the database does not know what happened after its backup. Pages
/// can be read.
/// </summary>
public static class RecoveryGate
{
    /// <summary>After routing and the <see cref="Startup.DatabaseStartup"/>.</summary>
    public static void UseRecoveryGate(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                if (!ChangesSomething(context) || !await ClosedForRecovery.RefuseIfClosedAsync(context, context.RequestAborted))
                {
                    await next(context);
                }
            }
        );

    private static bool ChangesSomething(HttpContext context)
    {
        var method = context.Request.Method;
        return !HttpMethods.IsGet(method)
            && !HttpMethods.IsHead(method)
            && !HttpMethods.IsOptions(method)
            && context.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<AllowedDuringRecoveryAttribute>() is null;
    }
}
