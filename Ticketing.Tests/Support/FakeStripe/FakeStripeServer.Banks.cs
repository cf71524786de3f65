using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

public sealed partial class FakeStripeServer
{
    public IReadOnlyList<FakeDispute> Disputes => account.Run<IReadOnlyList<FakeDispute>>(() => [.. account.Disputes.All]);

    public FakeDispute Dispute(string id) => account.Run(() => account.Disputes.Get(id));

    /// <summary>Queues the outcome of the next refunds. Only requests that could be refunded consume it.</summary>
    public void ScriptNextRefund(ScriptedRefund fate, int times = 1) =>
        account.Run(() =>
        {
            for (var i = 0; i < times; i++)
            {
                account.ScriptedRefunds.Enqueue(fate);
            }

            return true;
        });

    public Task<FakeRefund> CompleteRefundAsync(string refundId) =>
        ChangeAsync(account.Refunds, refundId, refund => RefundOperations.Succeed(account, refund));

    /// <summary>Returns the money, even after success; it can then be refunded again.</summary>
    public Task<FakeRefund> FailRefundAsync(string refundId, string reason = "expired_or_canceled_card") =>
        ChangeAsync(account.Refunds, refundId, refund => RefundOperations.Fail(account, refund, reason));

    /// <summary>Opens a dispute, which withdraws the money, or an inquiry, which does not.</summary>
    /// <param name="reason">One of Stripe's reasons.</param>
    /// <param name="amount">Minor units; everything not refunded if null.</param>
    /// <exception cref="InvalidOperationException">Not paid, already disputed, or an unknown reason.</exception>
    public async Task<FakeDispute> DisputeAsync(string intentId, string reason = "fraudulent", long? amount = null, bool isInquiry = false)
    {
        var dispute = account.Run(
            () => DisputeOperations.Open(account, account.Intents.Get(intentId), reason, amount, isInquiry),
            out var told
        );
        await told;
        return dispute;
    }

    public Task<FakeDispute> SubmitEvidenceAsync(string disputeId) =>
        ChangeAsync(account.Disputes, disputeId, dispute => DisputeOperations.SubmitEvidence(account, dispute));

    /// <summary>Turns an inquiry into a dispute and withdraws the money.</summary>
    public Task<FakeDispute> EscalateDisputeAsync(string disputeId) =>
        ChangeAsync(account.Disputes, disputeId, dispute => DisputeOperations.Escalate(account, dispute));

    /// <summary>Decides a dispute; an inquiry can only be won or escalated.</summary>
    public Task<FakeDispute> CloseDisputeAsync(string disputeId, bool won) =>
        ChangeAsync(account.Disputes, disputeId, dispute => DisputeOperations.Close(account, dispute, won));
}
