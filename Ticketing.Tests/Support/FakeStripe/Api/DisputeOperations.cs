namespace Ticketing.Tests.Support.FakeStripe.Api;

internal static class DisputeOperations
{
    /// <summary>Minor units per dispute.</summary>
    private const long Fee = 2000;

    private static readonly TimeSpan TimeToRespond = TimeSpan.FromDays(7);

    private static readonly string[] Reasons =
    [
        .. (
            "bank_cannot_process check_returned credit_not_processed customer_initiated debit_not_authorized duplicate fraudulent "
            + "general incorrect_account_details insufficient_funds noncompliant product_not_received product_unacceptable "
            + "subscription_canceled unrecognized"
        ).Split(' '),
    ];

    /// <exception cref="InvalidOperationException">Not paid, already disputed, or an unknown reason.</exception>
    public static FakeDispute Open(Account account, FakeIntent intent, string reason, long? amount, bool isInquiry)
    {
        if (intent.LatestCharge is not { Succeeded: true } charge || charge.Dispute is { IsClosed: false } || !Reasons.Contains(reason))
        {
            throw new InvalidOperationException($"{intent} is not paid, is already disputed, or {reason} is not a known reason.");
        }

        var dispute = charge.Dispute = account.Disputes.Add(
            new FakeDispute
            {
                Id = Account.NewId("du_1"),
                CreatedAt = account.Now,
                IsLive = account.IsLive,
                Charge = charge,
                Amount = amount ?? intent.Amount - charge.AmountRefunded,
                Reason = reason,
                RespondBy = account.Now + TimeToRespond,
                Status = isInquiry ? FakeDisputeStatus.WarningNeedsResponse : FakeDisputeStatus.NeedsResponse,
            }
        );
        if (isInquiry)
        {
            RaiseEvents(account, dispute, "created");
        }
        else
        {
            AddBalanceTransaction(account, dispute, -dispute.Amount, Fee);
            RaiseEvents(account, dispute, "created", "funds_withdrawn");
        }

        return dispute;
    }

    public static void SubmitEvidence(Account account, FakeDispute dispute)
    {
        RequireOpen(dispute);
        dispute.HasEvidence = true;
        dispute.Status = dispute.IsInquiry ? FakeDisputeStatus.WarningUnderReview : FakeDisputeStatus.UnderReview;
        RaiseEvents(account, dispute, "updated");
    }

    /// <summary>Turns an inquiry into a dispute and withdraws the money.</summary>
    public static void Escalate(Account account, FakeDispute dispute)
    {
        RequireOpen(dispute);
        if (!dispute.IsInquiry)
        {
            throw new InvalidOperationException($"{dispute} is not an inquiry.");
        }

        dispute.Status = FakeDisputeStatus.NeedsResponse;
        AddBalanceTransaction(account, dispute, -dispute.Amount, Fee);
        RaiseEvents(account, dispute, "updated", "funds_withdrawn");
    }

    public static void Close(Account account, FakeDispute dispute, bool won)
    {
        RequireOpen(dispute);
        if (dispute.IsInquiry)
        {
            dispute.Status = won
                ? FakeDisputeStatus.WarningClosed
                : throw new InvalidOperationException($"{dispute} is an inquiry; escalate it before losing it.");
            RaiseEvents(account, dispute, "closed");
            return;
        }

        dispute.Status = won ? FakeDisputeStatus.Won : FakeDisputeStatus.Lost;
        if (won)
        {
            AddBalanceTransaction(account, dispute, dispute.Amount, fee: 0);
            RaiseEvents(account, dispute, "closed", "funds_reinstated");
        }
        else
        {
            RaiseEvents(account, dispute, "closed");
        }
    }

    private static void AddBalanceTransaction(Account account, FakeDispute dispute, long amount, long fee) =>
        dispute.Add(account.AddBalanceTransaction("adjustment", amount, fee, dispute.Charge.Intent.Currency, dispute));

    private static void RaiseEvents(Account account, FakeDispute dispute, params ReadOnlySpan<string> types)
    {
        foreach (var one in types)
        {
            account.RaiseEvent($"charge.dispute.{one}", dispute.Id, Rendering.Dispute(dispute, Expansion.None));
        }
    }

    private static void RequireOpen(FakeDispute dispute)
    {
        if (dispute.IsClosed)
        {
            throw new InvalidOperationException($"{dispute} is closed: {dispute.Status}.");
        }
    }
}
