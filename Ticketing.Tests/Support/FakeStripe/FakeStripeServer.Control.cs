using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <remarks>Actions of buyers, banks and the account's owner. Each completes after its immediate webhooks are delivered.</remarks>
public sealed partial class FakeStripeServer
{
    public IReadOnlyList<FakeSession> Sessions => account.Do<IReadOnlyList<FakeSession>>(() => [.. account.Sessions.All]);
    public IReadOnlyList<FakeIntent> Intents => account.Do<IReadOnlyList<FakeIntent>>(() => [.. account.Intents.All]);
    public IReadOnlyList<FakeCharge> Charges => account.Do<IReadOnlyList<FakeCharge>>(() => [.. account.Charges.All]);
    public IReadOnlyList<FakeRefund> Refunds => account.Do<IReadOnlyList<FakeRefund>>(() => [.. account.Refunds.All]);
    public IReadOnlyList<FakeEvent> Events => account.Do<IReadOnlyList<FakeEvent>>(() => [.. account.Events.All]);

    public Ledger Ledger => account.Do(() => new Ledger(account.Movements.All));

    public FakeSession Session(string id) => account.Do(() => account.Sessions.Get(id));

    public FakeIntent Intent(string id) => account.Do(() => account.Intents.Get(id));

    public FakeRefund Refund(string id) => account.Do(() => account.Refunds.Get(id));

    public Task<FakeSession> PayAsync(string sessionId, PaymentMethod? method = null) =>
        DoAsync(account.Sessions, sessionId, session => Checkout.Pay(account, session, method ?? PaymentMethod.Card));

    /// <summary>The session stays open.</summary>
    public Task<FakeSession> DeclineAsync(string sessionId) => DoAsync(account.Sessions, sessionId, session => Checkout.Decline(account, session));

    /// <summary>The session is complete but unpaid until <see cref="SettleLaterAsync"/>.</summary>
    public Task<FakeSession> PayLaterAsync(string sessionId) => DoAsync(account.Sessions, sessionId, session => Checkout.PayByDebit(account, session));

    public Task<FakeSession> SettleLaterAsync(string sessionId, bool succeeds) => DoAsync(account.Sessions, sessionId, session => Checkout.Settle(account, session, succeeds));

    /// <summary>Pays even if the session has expired.</summary>
    public Task<FakeSession> ForcePaidAsync(string sessionId) => DoAsync(account.Sessions, sessionId, session => Checkout.PayLate(account, session, PaymentMethod.Card));

    public Task<FakeCharge> TellFeeAsync(string chargeId) => DoAsync(account.Charges, chargeId, charge => Checkout.TellFee(account, charge));

    /// <summary>Refunds without the product knowing.</summary>
    /// <param name="amount">Minor units; everything left if null.</param>
    public async Task<FakeRefund> RefundInDashboardAsync(string intentId, long? amount = null)
    {
        var refund = account.Do(
            () => RefundDesk.Open(account, new RefundOrder(account.Intents.Get(intentId).LatestCharge!, amount, "requested_by_customer", new Dictionary<string, string>())),
            out var told);
        await told;
        return refund;
    }

    private async Task<T> DoAsync<T>(Shelf<T> shelf, string id, Action<T> act)
    {
        var changed = account.Do(
            () =>
            {
                var one = shelf.Get(id);
                act(one);
                return one;
            },
            out var told);
        await told;
        return changed;
    }
}
