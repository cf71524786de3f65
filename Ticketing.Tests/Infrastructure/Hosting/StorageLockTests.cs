using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

public sealed class StorageLockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_server_on_an_SQLite_folder_is_refused_until_the_first_has_ended()
    {
        await using var venue = new TicketingApp();
        _ = venue.Services;
        using var first = new KillableProgram(venue);
        await first.StartAsync(Ct);

        var refused = await RunAsync(venue, "serve");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"another server is running on '{venue.StorageFolder}'", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("stop the other first", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Errors + refused.Output, StringComparison.Ordinal);
        foreach (var command in new[] { "migrate", "setup-link" })
        {
            var beside = await RunAsync(venue, command);
            Assert.True(beside.ExitCode == 0, $"{command}: {beside.Errors}");
        }

        await first.WaitForSuccessAsync("/health/ready", Ct);
        await first.KillAsync();
        using var second = new KillableProgram(venue);
        await second.StartAsync(Ct);
    }

    [OnPostgres]
    public async Task Replicas_on_PostgreSQL_share_a_folder()
    {
        await using var venue = new TicketingApp(DatabaseProvider.Postgres);
        _ = venue.Services;
        using var first = new KillableProgram(venue);
        using var second = new KillableProgram(venue);
        await first.StartAsync(Ct);
        await second.StartAsync(Ct);
    }

    private static Task<TicketingProcess.Outcome> RunAsync(TicketingApp venue, string command) =>
        TicketingProcess.RunAsync(
            [command],
            new()
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Storage__Directory"] = venue.StorageFolder,
                ["Site__PublicBaseUrl"] = "http://localhost:5000",
                ["Payments__Provider"] = "Sandbox",
            }
        );
}
