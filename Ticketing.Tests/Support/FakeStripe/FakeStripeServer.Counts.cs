namespace Ticketing.Tests.Support.FakeStripe;

/// <remarks>What belongs together by the product's own ids.</remarks>
public sealed partial class FakeStripeServer
{
    /// <summary>The sessions that can still be paid, by a key of their metadata: more than one for an order would let it be paid twice.</summary>
    public ILookup<string, FakeSession> OpenSessionsBy(string key = "order") =>
        By(Sessions.Where(session => session.Status == SessionStatus.Open), session => session.Metadata, key);

    /// <summary>By a key of their metadata: more than one for a refund of the product's paid it twice.</summary>
    public ILookup<string, FakeRefund> RefundsBy(string key = "refund") => By(Refunds, refund => refund.Metadata, key);

    /// <summary>By a key of their metadata.</summary>
    public ILookup<string, FakeIntent> PaidBy(string key = "order") => By(Intents.Where(intent => intent.Status == IntentStatus.Succeeded), intent => intent.Metadata, key);

    private static ILookup<string, T> By<T>(IEnumerable<T> all, Func<T, IReadOnlyDictionary<string, string>> metadata, string key) =>
        all.Where(one => metadata(one).ContainsKey(key)).ToLookup(one => metadata(one)[key]);
}
