namespace Ticketing.Tests.Support.FakeStripe;

public sealed partial class FakeStripeServer
{
    /// <summary>Payable sessions by a metadata key; more than one per order could be paid twice.</summary>
    public ILookup<string, FakeSession> OpenSessionsBy(string key = "order") =>
        By(Sessions.Where(session => session.Status == FakeSessionStatus.Open), session => session.Metadata, key);

    /// <summary>More than one per key means a double refund.</summary>
    public ILookup<string, FakeRefund> RefundsBy(string key = "refund") => By(Refunds, refund => refund.Metadata, key);

    public ILookup<string, FakeIntent> PaidBy(string key = "order") =>
        By(Intents.Where(intent => intent.Status == FakeIntentStatus.Succeeded), intent => intent.Metadata, key);

    private static ILookup<string, T> By<T>(IEnumerable<T> all, Func<T, IReadOnlyDictionary<string, string>> metadata, string key) =>
        all.Where(one => metadata(one).ContainsKey(key)).ToLookup(one => metadata(one)[key]);
}
