using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <remarks>What banks do after a payment: slow and failing refunds, disputes.</remarks>
public sealed partial class FakeStripeServer
{
    public IReadOnlyList<FakeDispute> Disputes => account.Do<IReadOnlyList<FakeDispute>>(() => [.. account.Disputes.All]);

    public FakeDispute Dispute(string id) => account.Do(() => account.Disputes.Get(id));

    /// <summary>Becomes of the next refunds, whoever asks for them, after what was said before. Only what could be refunded at all uses it up.</summary>
    public void NextRefund(RefundFate fate, int times = 1) => account.Do(() =>
    {
        for (var i = 0; i < times; i++)
        {
            account.RefundFates.Enqueue(fate);
        }

        return true;
    });

    /// <summary>A pending refund has arrived.</summary>
    public Task<FakeRefund> SettleRefundAsync(string refundId) => DoAsync(account.Refunds, refundId, refund => RefundDesk.Succeed(account, refund));

    /// <summary>The bank sends the money back, also of a refund that had succeeded: it is in the balance again and can be refunded again.</summary>
    public Task<FakeRefund> FailRefundAsync(string refundId, string reason = "expired_or_canceled_card") =>
        DoAsync(account.Refunds, refundId, refund => RefundDesk.Fail(account, refund, reason));

    /// <summary>The bank takes the money back, or only asks (an inquiry takes nothing).</summary>
    /// <param name="reason">One of Stripe's.</param>
    /// <param name="amount">In minor units; without one, all that is not refunded.</param>
    /// <exception cref="InvalidOperationException">No bank could dispute this.</exception>
    public async Task<FakeDispute> DisputeAsync(string intentId, string reason = "fraudulent", long? amount = null, bool isInquiry = false)
    {
        var dispute = account.Do(() => DisputeDesk.Open(account, account.Intents.Get(intentId), reason, amount, isInquiry), out var told);
        await told;
        return dispute;
    }

    /// <summary>The account's owner sends evidence: the dispute is under review.</summary>
    public Task<FakeDispute> ContestDisputeAsync(string disputeId) => DoAsync(account.Disputes, disputeId, dispute => DisputeDesk.Contest(account, dispute));

    /// <summary>An inquiry becomes a dispute: now the money is taken.</summary>
    public Task<FakeDispute> EscalateDisputeAsync(string disputeId) => DoAsync(account.Disputes, disputeId, dispute => DisputeDesk.Escalate(account, dispute));

    /// <summary>The bank decides: for the account, which gets its money back, or for the buyer. An inquiry can only be won, or escalated.</summary>
    public Task<FakeDispute> CloseDisputeAsync(string disputeId, bool won) => DoAsync(account.Disputes, disputeId, dispute => DisputeDesk.Close(account, dispute, won));
}
