using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.GoLive;

/// <summary>Runs all checks at the same time. Whatever a check does, its line says something.</summary>
public sealed partial class RunGoLiveChecks(IServiceScopeFactory scopes, TimeProvider clock, ILogger<RunGoLiveChecks> log)
{
    /// <summary>For a check that does not heed its own time limit. It is left behind.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(40);

    private const string NoAnswer = "this took too long. Try again.";

    public async Task<IReadOnlyList<GoLiveResult>> RunAsync(CancellationToken ct)
    {
        var findings = await Task.WhenAll(GoLiveTopics.All.Select(topic => CheckWithinMaxTimeAsync(topic, ct)));
        var now = clock.GetUtcNow();
        return [.. GoLiveTopics.All.Zip(findings, (topic, finding) => CreateResult(topic, finding, now))];
    }

    private static GoLiveResult CreateResult(string topic, GoLiveFinding finding, DateTimeOffset now) =>
        new()
        {
            Topic = topic,
            Status = finding.Status,
            Text = ColumnText.Truncate(SingleLineText.From(finding.Text), GoLiveResult.MaxTextLength),
            CheckedAt = now,
        };

    private async Task<GoLiveFinding> CheckWithinMaxTimeAsync(string topic, CancellationToken ct)
    {
        try
        {
            // Not on this thread: a check that blocks would hold up the others.
            return await Task.Run(() => CheckAsync(topic, ct), ct).WaitAsync(MaxTime, clock, ct);
        }
        catch (TimeoutException)
        {
            return GoLiveFinding.CannotTell(NoAnswer);
        }
    }

    private async Task<GoLiveFinding> CheckAsync(string topic, CancellationToken ct)
    {
        CancellationTokenSource? limit = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (scope.ServiceProvider.GetServices<IGoLiveCheck>().LastOrDefault(check => check.Topic == topic) is not { } check)
            {
                return GoLiveFinding.Warn("Nothing checks this.");
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
            return GoLiveFinding.Fail($"This could not be checked because of an unexpected error ({error.GetType().Name}). See the log.");
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
