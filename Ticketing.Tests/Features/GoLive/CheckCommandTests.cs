using Ticketing.Features.GoLive;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class CheckCommandTests
{
    [Theory, OnEitherDatabase]
    public async Task Beside_a_running_server_it_prints_a_line_for_each_topic(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        await venue.CreateStaffAsync(Roles.SuperAdmin);
        using var server = new KillableProgram(venue);
        await server.StartAsync(TestContext.Current.CancellationToken);

        var run = await RunAsync(venue, server);

        var lines = run.Output.TrimEnd().Split('\n').Select(line => line.Split(' ', 3)).ToList();
        Assert.Equal(GoLiveTopics.All, lines.Select(line => line[1]));
        Assert.All(lines, line => Assert.True(line[0] is "ok" or "warn" or "fail", line[0]));
        var found = lines.ToDictionary(line => line[1], line => $"{line[0]} {line[2]}");
        Assert.Equal($"ok This venue answers at {server.Address.GetLeftPart(UriPartial.Authority)}.", found["address"]);
        Assert.StartsWith("warn The public address is http on this machine", found["tls"], StringComparison.Ordinal);
        Assert.Equal("ok Requests arrive without a proxy.", found["proxy"]);
        Assert.Equal("fail Emails are saved as files and reach nobody. Connect a mail server: set Mail:Transport to Smtp.", found["mail"]);
        Assert.Matches("^warn (There is no backup yet|All backups are on this machine)", found["backup"]);
        Assert.StartsWith("ok All superadmins", found["second-factor"], StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(found["address"][3..], (await venue.ReadGoLiveResultsAsync())[0].Text);
    }

    [Fact]
    public async Task It_succeeds_unless_something_fails()
    {
        await using var venue = new GoLiveVenue();
        await venue.CreateStaffAsync(Roles.SuperAdmin);
        using var server = new KillableProgram(venue);
        await server.StartAsync(TestContext.Current.CancellationToken);

        // Where files may take the place of emails. Without a sender DNS is not asked.
        (string, string)[] ready = [("ASPNETCORE_ENVIRONMENT", "Development"), ("Mail__From", "")];
        var run = await RunAsync(venue, server, ready);
        Assert.DoesNotContain("fail ", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);

        await server.KillAsync();
        run = await RunAsync(venue, server, ready);
        Assert.Contains(
            $"fail address No server answers at {server.Address.GetLeftPart(UriPartial.Authority)}.",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(1, run.ExitCode);
    }

    private static Task<TicketingProcess.Outcome> RunAsync(
        GoLiveVenue venue,
        KillableProgram server,
        params (string Name, string Value)[] settings
    ) => venue.RunCheckCommandAsync([("Site__PublicBaseUrl", server.Address.ToString()), .. settings]);
}
