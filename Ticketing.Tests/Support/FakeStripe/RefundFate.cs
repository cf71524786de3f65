namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>What becomes of a refund, other than success at once.</summary>
public enum RefundFate
{
    /// <summary>Under way until <see cref="FakeStripeServer.SettleRefundAsync"/> or <see cref="FakeStripeServer.FailRefundAsync"/>.</summary>
    Pending,

    /// <summary>Accepted, and answered as failed: the bank sent it back at once.</summary>
    Failed,

    /// <summary>400: the account has too little for it. No refund comes of it.</summary>
    Refused,
}
