using System.Collections.Concurrent;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Replays the first answer to each key for 24 hours, including provider errors.</summary>
internal sealed class IdempotencyStore(TimeProvider clock)
{
    private const int MaxKeyLength = 255;

    private readonly ConcurrentDictionary<string, Entry> entries = new();

    /// <param name="act">Runs once per new key.</param>
    /// <exception cref="ApiErrorException">The key is in use or was used for another request.</exception>
    public async Task<ApiAnswer> RunOnceAsync(string? key, string path, string form, Func<Task<ApiAnswer>> act)
    {
        if (key is null)
        {
            return await act();
        }

        if (key.Length > MaxKeyLength)
        {
            throw new ApiErrorException(400, $"Idempotency keys must be at most {MaxKeyLength} characters long.");
        }

        var own = new Entry(path, form, clock.GetUtcNow());
        var kept = Find(key, own);
        if (ReferenceEquals(kept, own))
        {
            return await RunAsync(key, own, act);
        }

        RefuseMismatch(key, kept, own);
        return kept.Answer is { } answer
            ? answer with
            {
                IsReplay = true,
            }
            : throw new ApiErrorException(
                409,
                "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and "
                    + "the other request is still going "
                    + $"through): {key}. Please try again later.",
                "idempotency_key_in_use",
                type: "idempotency_error"
            );
    }

    private Entry Find(string key, Entry own)
    {
        var kept = entries.GetOrAdd(key, own);
        if (kept.Answer is not null && kept.BeganAt <= own.BeganAt.AddHours(-24) && entries.TryUpdate(key, own, kept))
        {
            return own;
        }

        return kept;
    }

    private async Task<ApiAnswer> RunAsync(string key, Entry own, Func<Task<ApiAnswer>> act)
    {
        var forget = true;
        try
        {
            var answer = await act();
            if (answer.IsStored)
            {
                own.Answer = answer;
                forget = false;
            }

            return answer;
        }
        finally
        {
            if (forget)
            {
                entries.TryRemove(key, out _);
            }
        }
    }

    private static void RefuseMismatch(string key, Entry kept, Entry own)
    {
        var other =
            kept.Path != own.Path ? $"endpoint they were first used for ('{kept.Path}')"
            : kept.Form != own.Form ? "parameters they were first used with"
            : null;
        if (other is not null)
        {
            throw new ApiErrorException(
                400,
                $"Keys for idempotent requests can only be used with the same {other}. Try using a key other than '{key}' if you meant "
                    + "to execute a different request.",
                type: "idempotency_error"
            );
        }
    }

    private sealed record Entry(string Path, string Form, DateTimeOffset BeganAt)
    {
        public ApiAnswer? Answer { get; set; }
    }
}
