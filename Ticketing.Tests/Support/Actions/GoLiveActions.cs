using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.GoLive;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

public static class GoLiveActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One topic of the go-live check.</summary>
    public static async Task<GoLiveFinding> CheckAsync(this TicketingApp app, string topic)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IGoLiveCheck>().Single(check => check.Topic == topic).CheckAsync(Ct);
    }

    public static async Task AssertFindsAsync(this TicketingApp app, string topic, GoLiveStatus status, string text)
    {
        var found = await app.CheckAsync(topic);
        Assert.True(
            found.Status == status && found.Text.Contains(text, StringComparison.Ordinal),
            $"Expected {status} '{text}', but found {found.Status} '{found.Text}'."
        );
    }

    /// <summary>All topics; the results are stored.</summary>
    public static async Task<IReadOnlyList<GoLiveResult>> RunGoLiveCheckAsync(this TicketingApp app)
    {
        var results = await app.UseAsync<RunGoLiveChecks, IReadOnlyList<GoLiveResult>>(checks => checks.RunAsync(Ct));
        await app.UseAsync<GoLiveResults>(stored => stored.ReplaceAsync(results, Ct));
        return results;
    }

    /// <summary>The command, as a separate process on the storage and database of this venue.</summary>
    internal static Task<TicketingProcess.Outcome> RunCheckCommandAsync(
        this TicketingApp venue,
        params IEnumerable<(string Name, string Value)> settings
    )
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Storage__Directory"] = venue.StorageFolder,
            ["Database__Provider"] = venue.Database.ToString(),
            ["ConnectionStrings__Ticketing"] = venue.ConnectionString ?? "",
            ["Site__PublicBaseUrl"] = "http://127.0.0.1:1",
            ["Payments__Provider"] = "Sandbox",
            ["Logging__LogLevel__Default"] = "Error",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return TicketingProcess.RunAsync(["check"], environment);
    }

    public static Task<IReadOnlyList<GoLiveResult>> ReadGoLiveResultsAsync(this TicketingApp app) =>
        app.UseAsync<GoLiveResults, IReadOnlyList<GoLiveResult>>(stored => stored.ReadAsync(Ct));
}
