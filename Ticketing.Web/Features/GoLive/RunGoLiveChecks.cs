using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.GoLive;

/// <summary>Runs all checks at the same time. Whatever a check does, its line says something.</summary>
public sealed partial class RunGoLiveChecks(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunGoLiveChecks> log)
{
    /// <summary>For a check that does not heed its own time limit. It is left behind.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(40);

    private static string NoAnswer => T["this took too long. Try again."];

    public async Task<IReadOnlyList<GoLiveResult>> RunAsync(CancellationToken ct) => await RunAsync(await CheckDatabaseAsync(ct), ct);

    /// <summary>Most of the others depend on it, so that it fails even if it took too long.</summary>
    public async Task<GoLiveFinding> CheckDatabaseAsync(CancellationToken ct)
    {
        var found = await CheckWithinMaxTimeAsync(GoLiveTopics.Database, hasDatabase: true, ct);
        return found.Status == GoLiveStatus.Ok ? found : found with { Status = GoLiveStatus.Fail };
    }

    /// <param name="database">From <see cref="CheckDatabaseAsync"/>.</param>
    public async Task<IReadOnlyList<GoLiveResult>> RunAsync(GoLiveFinding database, CancellationToken ct)
    {
        var hasDatabase = database.Status == GoLiveStatus.Ok;
        var findings = await Task.WhenAll(GoLiveTopics.All.Select(topic => CheckWithinMaxTimeAsync(topic, hasDatabase, ct)));
        var now = clock.GetUtcNow();
        var results = GoLiveTopics.All.Zip(findings, (topic, finding) => CreateResult(topic, finding, now));
        return [.. hasDatabase ? results : results.Prepend(CreateResult(GoLiveTopics.Database, database, now))];
    }

    private static GoLiveResult CreateResult(string topic, GoLiveFinding finding, DateTimeOffset now) =>
        new()
        {
            Topic = topic,
            Status = finding.Status,
            Text = ColumnText.Truncate(SingleLineText.From(finding.Text), GoLiveResult.MaxTextLength),
            CheckedAt = now,
        };

    private async Task<GoLiveFinding> CheckWithinMaxTimeAsync(string topic, bool hasDatabase, CancellationToken ct)
    {
        try
        {
            // Not on this thread: a check that blocks would hold up the others.
            return await Task.Run(() => CheckAsync(topic, hasDatabase, ct), ct).WaitAsync(MaxTime, clock, ct);
        }
        catch (TimeoutException)
        {
            return GoLiveFinding.CannotTell(NoAnswer);
        }
    }

    private async Task<GoLiveFinding> CheckAsync(string topic, bool hasDatabase, CancellationToken ct)
    {
        CancellationTokenSource? limit = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (scope.ServiceProvider.GetServices<IGoLiveCheck>().LastOrDefault(check => check.Topic == topic) is not { } check)
            {
                return GoLiveFinding.Warn(T["Nothing checks this."]);
            }

            if (check.NeedsDatabase && !hasDatabase)
            {
                return GoLiveFinding.CannotTell(T["this needs the database. See the first line."]);
            }

            limit = new CancellationTokenSource(check.TimeLimit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            return await check.CheckAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit is { IsCancellationRequested: true } && !ct.IsCancellationRequested)
        {
            return GoLiveFinding.CannotTell(NoAnswer);
        }
#pragma warning disable CA1031 // A check that breaks must not take the others with it.
        catch (Exception error) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            CheckFailed(log, topic, error.GetType().Name);
            CheckFailure(log, topic, error);
            return GoLiveFinding.Fail(
                T["This could not be checked because of an unexpected error ({0}). See the log.", error.GetType().Name]
            );
        }
        finally
        {
            limit?.Dispose();
        }
    }

    // The text of an unexpected error may contain anything.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The go-live check of {Topic} failed: {Type}. Level Debug logs the details")]
    private static partial void CheckFailed(ILogger logger, string topic, string type);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The go-live check of {Topic} failed")]
    private static partial void CheckFailure(ILogger logger, string topic, Exception error);
}
