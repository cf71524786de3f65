using System.Globalization;
using System.Net;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class MetricsActions
{
    /// <summary>As a program on this machine. The answer is cached for some tenths of a second of real time.</summary>
    /// <returns>The lines.</returns>
    public static async Task<IReadOnlyList<string>> ScrapeAsync(this TicketingApp app)
    {
        var ct = TestContext.Current.CancellationToken;
        var answer = await app.Server.SendAsync(
            context =>
            {
                (context.Request.Method, context.Request.Path) = ("GET", "/metrics");
                context.Request.Headers.Host = "localhost";
                context.Connection.RemoteIpAddress = IPAddress.Loopback;
            },
            ct
        );
        Assert.Equal(200, answer.Response.StatusCode);
        using var reader = new StreamReader(answer.Response.Body);
        return (await reader.ReadToEndAsync(ct)).Split('\n');
    }

    /// <param name="label">Like <c>queue="mails"</c>; empty for a metric without labels.</param>
    public static double GetSample(this IReadOnlyList<string> lines, string name, string label = "")
    {
        var found = lines.Where(line =>
            line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal)
        );
        return double.Parse(Assert.Single(found).Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
