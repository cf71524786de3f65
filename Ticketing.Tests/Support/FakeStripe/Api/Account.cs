using System.Security.Cryptography;

namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>State of the account. All access goes through <see cref="Run{T}(Func{T})"/>, one call at a time.</summary>
internal sealed class Account(FakeStripeOptions options) : IDisposable
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Lock gate = new();
    private readonly List<FakeEvent> raised = [];
    private readonly PriorityQueue<FakeSession, DateTimeOffset> expiring = new();
    private ITimer? expiryTimer;

    /// <summary>Called with new events; the task completes when immediate deliveries are done.</summary>
    public Func<IReadOnlyList<FakeEvent>, Task> OnEventsRaised { get; set; } = _ => Task.CompletedTask;

    public bool IsLive => options.IsLive;

    public bool ChargesEnabled => options.ChargesEnabled;

    public bool DelaysFees => options.DelaysFees;

    public ObjectStore<FakeSession> Sessions { get; } = new(o => o.Id, "checkout.session");
    public ObjectStore<FakeIntent> Intents { get; } = new(o => o.Id, "payment_intent");
    public ObjectStore<FakeCharge> Charges { get; } = new(o => o.Id, "charge");
    public ObjectStore<FakeRefund> Refunds { get; } = new(o => o.Id, "refund");
    public ObjectStore<FakeDispute> Disputes { get; } = new(o => o.Id, "dispute");
    public ObjectStore<FakeBalanceTransaction> BalanceTransactions { get; } = new(o => o.Id, "balance transaction");
    public ObjectStore<FakeEvent> Events { get; } = new(o => o.Id, "event");

    /// <summary>Outcomes of the next refunds; if empty, they succeed.</summary>
    public Queue<ScriptedRefund> ScriptedRefunds { get; } = new();

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(options.Clock.GetUtcNow().ToUnixTimeSeconds());

    public static string NewId(string prefix, int length = 23) => prefix + RandomNumberGenerator.GetString(Letters, length);

    /// <summary>Runs under the lock, after expiring the sessions that are due.</summary>
    public T Run<T>(Func<T> act) => Run(act, out _);

    /// <param name="delivered">Completes when the resulting webhooks are delivered.</param>
    public T Run<T>(Func<T> act, out Task delivered)
    {
        List<FakeEvent> happened = [];
        try
        {
            lock (gate)
            {
                try
                {
                    ExpireDue();
                    return act();
                }
                finally
                {
                    happened.AddRange(raised);
                    raised.Clear();
                }
            }
        }
        finally
        {
            delivered = happened.Count == 0 ? Task.CompletedTask : OnEventsRaised(happened);
        }
    }

    /// <summary>Methods enabled for the currency, narrowed by the session.</summary>
    public IReadOnlyList<string> GetMethods(string currency, IReadOnlyList<string> allowed, IReadOnlyList<string> excluded)
    {
        List<string> switchedOn = options.BankDebits.TryGetValue(currency, out var debit) ? ["card", debit] : ["card"];
        List<string> left = [.. switchedOn.Where(method => (allowed.Count == 0 || allowed.Contains(method)) && !excluded.Contains(method))];
        return left.Count > 0
            ? left
            : throw new ApiErrorException(
                400,
                "No valid payment method types for this Checkout Session.",
                "payment_intent_no_valid_payment_methods"
            );
    }

    public void RaiseEvent(string type, string objectId, System.Text.Json.Nodes.JsonObject snapshot)
    {
        var id = NewId("evt_1");
        raised.Add(Events.Add(new FakeEvent(id, Now, type, objectId, Rendering.Event(id, Now, type, snapshot, IsLive).ToJsonString())));
    }

    public void ScheduleExpiry(FakeSession session)
    {
        expiring.Enqueue(session, session.ExpiresAt);
        ScheduleTimer();
    }

    public FakeBalanceTransaction AddBalanceTransaction(string type, long amount, long fee, string currency, FakeObject source) =>
        BalanceTransactions.Add(
            new FakeBalanceTransaction
            {
                Id = NewId("txn_3"),
                CreatedAt = Now,
                Type = type,
                Amount = amount,
                Fee = fee,
                Currency = currency,
                Source = source,
                AvailableAt = source is FakeCharge ? Now.AddDays(3) : Now,
                Clock = options.Clock,
            }
        );

    public void Dispose() => expiryTimer?.Dispose();

    private void ExpireDue()
    {
        while (expiring.TryPeek(out var session, out var at) && at <= options.Clock.GetUtcNow())
        {
            expiring.Dequeue();
            if (session.Status == FakeSessionStatus.Open)
            {
                CheckoutOperations.Expire(this, session);
            }
        }

        ScheduleTimer();
    }

    // Sessions expire by the clock, even if nobody reads them.
    private void ScheduleTimer()
    {
        if (expiring.TryPeek(out _, out var at))
        {
            expiryTimer ??= options.Clock.CreateTimer(_ => Run(() => true), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var wait = at - options.Clock.GetUtcNow();
            expiryTimer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
