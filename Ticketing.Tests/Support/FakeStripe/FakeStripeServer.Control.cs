using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <remarks>What buyers, their banks and the account's owner do. Each ends when the webhooks about it have been told, where they are told at once.</remarks>
public sealed partial class FakeStripeServer
{
    public IReadOnlyList<FakeSession> Sessions => account.Do<IReadOnlyList<FakeSession>>(() => [.. account.Sessions.All]);
    public IReadOnlyList<FakeIntent> Intents => account.Do<IReadOnlyList<FakeIntent>>(() => [.. account.Intents.All]);
    public IReadOnlyList<FakeCharge> Charges => account.Do<IReadOnlyList<FakeCharge>>(() => [.. account.Charges.All]);
    public IReadOnlyList<FakeRefund> Refunds => account.Do<IReadOnlyList<FakeRefund>>(() => [.. account.Refunds.All]);
    public IReadOnlyList<FakeEvent> Events => account.Do<IReadOnlyList<FakeEvent>>(() => [.. account.Events.All]);

    /// <summary>What was charged, paid back and sent back since the start.</summary>
    public Ledger Ledger => account.Do(() => new Ledger(account.Movements.All));

    public FakeSession Session(string id) => account.Do(() => account.Sessions.Get(id));

    public FakeIntent Intent(string id) => account.Do(() => account.Intents.Get(id));

    public FakeRefund Refund(string id) => account.Do(() => account.Refunds.Get(id));

    /// <summary>The buyer pays on the hosted page.</summary>
    public Task<FakeSession> PayAsync(string sessionId, PaymentMethod? method = null) =>
        DoAsync(account.Sessions, sessionId, session => Checkout.Pay(account, session, method ?? PaymentMethod.Card));

    /// <summary>The buyer's card is refused; the session stays open.</summary>
    public Task<FakeSession> DeclineAsync(string sessionId) => DoAsync(account.Sessions, sessionId, session => Checkout.Decline(account, session));

    /// <summary>The buyer pays by bank debit: the session is complete and unpaid until <see cref="SettleLaterAsync"/>.</summary>
    public Task<FakeSession> PayLaterAsync(string sessionId) => DoAsync(account.Sessions, sessionId, session => Checkout.PayByDebit(account, session));

    public Task<FakeSession> SettleLaterAsync(string sessionId, bool succeeds) => DoAsync(account.Sessions, sessionId, session => Checkout.Settle(account, session, succeeds));

    /// <summary>A payment that lands although the session may have expired: for tests of late payments only.</summary>
    public Task<FakeSession> ForcePaidAsync(string sessionId) => DoAsync(account.Sessions, sessionId, session => Checkout.PayLate(account, session, PaymentMethod.Card));

    /// <summary>Stripe has reckoned what it keeps of a payment.</summary>
    public Task<FakeCharge> TellFeeAsync(string chargeId) => DoAsync(account.Charges, chargeId, charge => Checkout.TellFee(account, charge));

    /// <summary>The account's owner pays back in the provider's dashboard, behind the product's back.</summary>
    /// <param name="amount">In minor units; without one, all that is left.</param>
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
