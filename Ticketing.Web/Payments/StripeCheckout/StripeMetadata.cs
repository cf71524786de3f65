namespace Ticketing.Payments.StripeCheckout;

/// <summary>
/// What we write on Stripe's objects to know them again: messages about refunds and disputes do not name the session they came from.
/// </summary>
internal static class StripeMetadata
{
    public const string Payment = "payment";
    public const string Refund = "refund";
    public const string Key = "key";
    private const string Order = "order";
    private const string Reference = "reference";

    public static Dictionary<string, string> Of(SessionRequest request) => new()
    {
        [Order] = request.OrderId.ToString(), [Payment] = request.PaymentId.ToString(), [Reference] = request.OrderReference,
    };

    public static Dictionary<string, string> Of(RefundRequest request) => new()
    {
        [Order] = request.OrderId.ToString(), [Refund] = request.RefundId.ToString(), [Key] = request.IdempotencyKey,
    };

    /// <returns>Null where there is none of ours.</returns>
    public static Guid? IdIn(IDictionary<string, string>? metadata, string name) =>
        metadata is not null && metadata.TryGetValue(name, out var text) && Guid.TryParse(text, out var id) ? id : null;
}
