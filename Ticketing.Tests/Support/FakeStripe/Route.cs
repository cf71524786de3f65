namespace Ticketing.Tests.Support.FakeStripe;

public readonly record struct Route(string Method, string Path)
{
    public static readonly Route CreateSession = new("POST", "/v1/checkout/sessions");
    public static readonly Route GetSession = new("GET", "/v1/checkout/sessions/{id}");
    public static readonly Route ExpireSession = new("POST", "/v1/checkout/sessions/{id}/expire");
    public static readonly Route ListSessions = new("GET", "/v1/checkout/sessions");
    public static readonly Route ListSessionLines = new("GET", "/v1/checkout/sessions/{id}/line_items");
    public static readonly Route ListIntents = new("GET", "/v1/payment_intents");
    public static readonly Route GetIntent = new("GET", "/v1/payment_intents/{id}");
    public static readonly Route ListCharges = new("GET", "/v1/charges");
    public static readonly Route GetCharge = new("GET", "/v1/charges/{id}");
    public static readonly Route CreateRefund = new("POST", "/v1/refunds");
    public static readonly Route ListRefunds = new("GET", "/v1/refunds");
    public static readonly Route GetRefund = new("GET", "/v1/refunds/{id}");
    public static readonly Route ListDisputes = new("GET", "/v1/disputes");
    public static readonly Route GetDispute = new("GET", "/v1/disputes/{id}");
    public static readonly Route GetBalance = new("GET", "/v1/balance");
    public static readonly Route ListMovements = new("GET", "/v1/balance_transactions");
    public static readonly Route GetMovement = new("GET", "/v1/balance_transactions/{id}");
    public static readonly Route ListEvents = new("GET", "/v1/events");
    public static readonly Route GetEvent = new("GET", "/v1/events/{id}");

    public override string ToString() => $"{Method} {Path}";
}
