namespace Ticketing.Features.Payments.Providers.StripeCheckout;

/// <summary>Identifies Stripe's objects as ours: events about refunds and disputes do not name their session.</summary>
internal static class StripeMetadata
{
    public const string Payment = "payment";
    public const string Refund = "refund";
    public const string Key = "key";
    private const string Order = "order";
    private const string Reference = "reference";

    public static Dictionary<string, string> Create(SessionRequest request) =>
        new()
        {
            [Order] = request.OrderId.ToString(),
            [Payment] = request.PaymentId.ToString(),
            [Reference] = request.OrderReference,
        };

    public static Dictionary<string, string> Create(RefundRequest request) =>
        new()
        {
            [Order] = request.OrderId.ToString(),
            [Refund] = request.RefundId.ToString(),
            [Key] = request.IdempotencyKey,
        };

    public static Guid? ReadId(IDictionary<string, string>? metadata, string name) =>
        metadata is not null && metadata.TryGetValue(name, out var text) && Guid.TryParse(text, out var id) ? id : null;
}
