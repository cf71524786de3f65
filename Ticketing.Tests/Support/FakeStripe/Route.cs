namespace Ticketing.Tests.Support.FakeStripe;

/// <summary>One of the requests that the double answers.</summary>
public readonly record struct Route(string Method, string Path)
{
    public static readonly Route CreateSession = new("POST", "/v1/checkout/sessions");
    public static readonly Route GetSession = new("GET", "/v1/checkout/sessions/{id}");
    public static readonly Route ExpireSession = new("POST", "/v1/checkout/sessions/{id}/expire");
    public static readonly Route GetIntent = new("GET", "/v1/payment_intents/{id}");
    public static readonly Route GetCharge = new("GET", "/v1/charges/{id}");
    public static readonly Route CreateRefund = new("POST", "/v1/refunds");
    public static readonly Route GetRefund = new("GET", "/v1/refunds/{id}");

    public override string ToString() => $"{Method} {Path}";
}
