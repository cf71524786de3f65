using Ticketing.Features.Recovery;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Recovery;

/// <summary>A lookup that does not get an answer, and is not told so.</summary>
internal sealed class HangingLookup : IAsyncDisposable
{
    private readonly ManualResetEventSlim end = new();
    private readonly TaskCompletionSource reached = new();
    private Task<RecoveredPayments> lookup = Task.FromResult<RecoveredPayments>(new RecoveredPayments.GoesOn());

    private HangingLookup() { }

    /// <param name="from">Lists of payments made after this hang.</param>
    public static async Task<HangingLookup> StartAsync(
        ProviderLedgerVenue venue,
        Func<Task<RecoveredPayments>> recoverAsync,
        DateTimeOffset from
    )
    {
        var hanging = new HangingLookup();
        venue.Ledger.OnList = start => hanging.WaitAfter(start, from);
        hanging.lookup = Task.Run(recoverAsync);
        await hanging.reached.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return hanging;
    }

    public async Task EndAsync()
    {
        end.Set();
        Assert.IsType<RecoveredPayments.Failed>(await lookup);
    }

    public async ValueTask DisposeAsync()
    {
        end.Set();
        await lookup.ContinueWith(_ => { }, TaskScheduler.Default);
        end.Dispose();
    }

    private void WaitAfter(DateTimeOffset start, DateTimeOffset from)
    {
        if (start > from)
        {
            reached.TrySetResult();
            end.Wait();
            throw new UnexpectedLookupException();
        }
    }
}

internal sealed class UnexpectedLookupException : Exception;
