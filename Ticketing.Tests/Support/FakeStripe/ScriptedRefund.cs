namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>Refund outcomes other than immediate success.</summary>
public enum ScriptedRefund
{
    /// <summary>Until <see cref="FakeStripeServer.CompleteRefundAsync"/> or <see cref="FakeStripeServer.FailRefundAsync"/>.</summary>
    Pending,

    /// <summary>Accepted, but returned by the bank at once.</summary>
    Failed,

    /// <summary>400 for insufficient balance; no refund is created.</summary>
    Refused,
}
