using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <remarks>Actions of buyers, banks and the account's owner. Each completes after its immediate webhooks are delivered.</remarks>
public sealed partial class FakeStripeServer
{
    public IReadOnlyList<FakeSession> Sessions => account.Run<IReadOnlyList<FakeSession>>(() => [.. account.Sessions.All]);
    public IReadOnlyList<FakeIntent> Intents => account.Run<IReadOnlyList<FakeIntent>>(() => [.. account.Intents.All]);
    public IReadOnlyList<FakeCharge> Charges => account.Run<IReadOnlyList<FakeCharge>>(() => [.. account.Charges.All]);
    public IReadOnlyList<FakeRefund> Refunds => account.Run<IReadOnlyList<FakeRefund>>(() => [.. account.Refunds.All]);
    public IReadOnlyList<FakeEvent> Events => account.Run<IReadOnlyList<FakeEvent>>(() => [.. account.Events.All]);

    public FakeLedger Ledger => account.Run(() => new FakeLedger(account.BalanceTransactions.All));

    public FakeSession Session(string id) => account.Run(() => account.Sessions.Get(id));

    public FakeIntent Intent(string id) => account.Run(() => account.Intents.Get(id));

    public FakeRefund Refund(string id) => account.Run(() => account.Refunds.Get(id));

    public Task<FakeSession> PayAsync(string sessionId, FakePaymentMethod? method = null) =>
        ChangeAsync(account.Sessions, sessionId, session => CheckoutOperations.Pay(account, session, method ?? FakePaymentMethod.Card));

    /// <summary>The session stays open.</summary>
    public Task<FakeSession> DeclineAsync(string sessionId) =>
        ChangeAsync(account.Sessions, sessionId, session => CheckoutOperations.Decline(account, session));

    /// <summary>The session is complete but unpaid until <see cref="CompleteDebitAsync"/>.</summary>
    public Task<FakeSession> PayByDebitAsync(string sessionId) =>
        ChangeAsync(account.Sessions, sessionId, session => CheckoutOperations.PayByDebit(account, session));

    public Task<FakeSession> CompleteDebitAsync(string sessionId, bool succeeds) =>
        ChangeAsync(account.Sessions, sessionId, session => CheckoutOperations.CompleteDebit(account, session, succeeds));

    /// <summary>Pays even if the session has expired.</summary>
    public Task<FakeSession> PayAfterExpiryAsync(string sessionId) =>
        ChangeAsync(account.Sessions, sessionId, session => CheckoutOperations.PayAfterExpiry(account, session, FakePaymentMethod.Card));

    public Task<FakeCharge> PublishFeeAsync(string chargeId) =>
        ChangeAsync(account.Charges, chargeId, charge => CheckoutOperations.PublishFee(account, charge));

    /// <summary>Refunds without the product knowing.</summary>
    /// <param name="amount">Minor units; everything left if null.</param>
    public async Task<FakeRefund> RefundInDashboardAsync(string intentId, long? amount = null)
    {
        var refund = account.Run(
            () =>
                RefundOperations.Open(
                    account,
                    new RefundParameters(
                        account.Intents.Get(intentId).LatestCharge!,
                        amount,
                        "requested_by_customer",
                        new Dictionary<string, string>()
                    )
                ),
            out var told
        );
        await told;
        return refund;
    }

    private async Task<T> ChangeAsync<T>(ObjectStore<T> shelf, string id, Action<T> act)
    {
        var changed = account.Run(
            () =>
            {
                var one = shelf.Get(id);
                act(one);
                return one;
            },
            out var told
        );
        await told;
        return changed;
    }
}
