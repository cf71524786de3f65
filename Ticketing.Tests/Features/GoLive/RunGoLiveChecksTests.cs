using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Features.GoLive;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.GoLive;

public sealed class RunGoLiveChecksTests
{
    private const string Secret = "sk_live_very_secret";

    private static readonly string[] Topics =
    [
        "address",
        "tls",
        "proxy",
        "mail",
        "dns",
        "payment",
        "webhook",
        "clock",
        "disk",
        "permissions",
        "backup",
        "second-factor",
        "legal",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Every_topic_has_one_line_in_order_and_another_process_shows_the_same(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        await using var other = new GoLiveVenue(database);
        Assert.Empty(await venue.ReadGoLiveResultsAsync());
        other.ShareDatabaseWith(venue);
        var results = await venue.RunGoLiveCheckAsync();
        Assert.Equal(Topics, results.Select(result => result.Topic));
        Assert.All(results, result => Assert.DoesNotContain('\n', result.Text));
        Assert.Equal(Describe(results), Describe(await other.ReadGoLiveResultsAsync()));

        venue.Clock.Advance(TimeSpan.FromMinutes(1));
        await venue.RunGoLiveCheckAsync();
        Assert.All(await other.ReadGoLiveResultsAsync(), result => Assert.Equal(TicketingApp.Start.AddMinutes(1), result.CheckedAt));
    }

    [Theory, OnEitherDatabase]
    public async Task Runs_at_the_same_time_leave_the_results_of_one(DatabaseProvider database)
    {
        await using var venue = new GoLiveVenue(database);
        _ = venue.Services;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(venue.RunGoLiveCheckAsync, Ct)));
        Assert.Equal(Topics, (await venue.ReadGoLiveResultsAsync()).Select(result => result.Topic));
    }

    [Fact]
    public async Task Every_topic_has_a_check()
    {
        await using var venue = new GoLiveVenue();
        await using var scope = venue.Services.CreateAsyncScope();
        Assert.Equal(["database", .. Topics], scope.ServiceProvider.GetServices<IGoLiveCheck>().Select(check => check.Topic));
    }

    [Fact]
    public async Task A_check_that_breaks_is_a_problem_in_plain_words()
    {
        await using var venue = With(_ => throw new InvalidOperationException($"The key {Secret}\n   at Some.Method()"));
        var found = await RunAsync(venue);
        Assert.Equal(GoLiveStatus.Fail, found.Status);
        Assert.Equal("This could not be checked because of an unexpected error (InvalidOperationException). See the log.", found.Text);
        Assert.Equal(1, venue.Log.Count("The go-live check of backup failed: InvalidOperationException"));
        Assert.DoesNotContain(
            venue.Log.Lines,
            line => line.Level > LogLevel.Debug && (line.Error is not null || line.Text.Contains(Secret))
        );
    }

    [Fact]
    public async Task A_check_that_takes_too_long_proves_nothing()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var venue = With(ct =>
        {
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, ct);
        });
        var run = RunAsync(venue);
        await begun.Task.WaitAsync(Ct);
        venue.Clock.Advance(IGoLiveCheck.DefaultTimeLimit);
        AssertTooLong(await run);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_a_problem_and_what_depends_on_it_is_not_asked()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var venue = With(
            ct =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.Infinite, ct);
            },
            "database"
        );
        var run = venue.UseAsync<RunGoLiveChecks, IReadOnlyList<GoLiveResult>>(checks => checks.RunAsync(Ct));
        await begun.Task.WaitAsync(Ct);
        venue.Clock.Advance(IGoLiveCheck.DefaultTimeLimit);
        var results = await run;
        Assert.Equal(["database", .. Topics], results.Select(result => result.Topic));
        Assert.Equal((GoLiveStatus.Fail, "Cannot tell from here: this took too long. Try again."), (results[0].Status, results[0].Text));
        Assert.Contains("this needs the database", results.Single(result => result.Topic == "backup").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_does_not_heed_its_time_limit_is_left_behind()
    {
        var never = new TaskCompletionSource();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var venue = With(_ =>
        {
            begun.SetResult();
            return never.Task;
        });
        var run = RunAsync(venue);
        await begun.Task.WaitAsync(Ct);
        while (!run.IsCompleted)
        {
            venue.Clock.Advance(RunGoLiveChecks.MaxTime);
            await Task.WhenAny(run, Task.Delay(TimeSpan.FromMilliseconds(20), Ct));
        }

        AssertTooLong(await run);
        never.SetResult();
    }

    [Fact]
    public async Task Checks_run_at_the_same_time()
    {
        using var both = new Barrier(2);
        await using var venue = new GoLiveVenue(arrange: services =>
        {
            services.AddScoped<IGoLiveCheck>(_ => new ScriptedCheck("backup", _ => Meet(both)));
            services.AddScoped<IGoLiveCheck>(_ => new ScriptedCheck("legal", _ => Meet(both)));
        });
        var results = await venue.RunGoLiveCheckAsync();
        Assert.Equal(2, results.Count(result => result.Text == ScriptedCheck.Text));
    }

    private static Task Meet(Barrier both)
    {
        Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30), Ct));
        return Task.CompletedTask;
    }

    private static async Task<GoLiveResult> RunAsync(GoLiveVenue venue) =>
        (await venue.RunGoLiveCheckAsync()).Single(result => result.Topic == "backup");

    private static GoLiveVenue With(Func<CancellationToken, Task> act, string topic = "backup") =>
        new(arrange: services => services.AddScoped<IGoLiveCheck>(_ => new ScriptedCheck(topic, act)));

    private static void AssertTooLong(GoLiveResult found) =>
        Assert.Equal((GoLiveStatus.Warn, "Cannot tell from here: this took too long. Try again."), (found.Status, found.Text));

    private static IEnumerable<string> Describe(IEnumerable<GoLiveResult> results) =>
        results.Select(result => $"{result.Topic} {result.Status} {result.Text} {result.CheckedAt:O}");

    private sealed class ScriptedCheck(string topic, Func<CancellationToken, Task> act) : IGoLiveCheck
    {
        public const string Text = "The script ran.";

        public string Topic => topic;

        public async Task<GoLiveFinding> CheckAsync(CancellationToken ct)
        {
            await act(ct);
            return GoLiveFinding.Ok(Text);
        }
    }
}
