namespace Ticketing.Tests.Support.FakeStripe;

public readonly record struct ApiRoute(string Method, string Path)
{
    public static readonly ApiRoute CreateSession = new("POST", "/v1/checkout/sessions");
    public static readonly ApiRoute GetSession = new("GET", "/v1/checkout/sessions/{id}");
    public static readonly ApiRoute ExpireSession = new("POST", "/v1/checkout/sessions/{id}/expire");
    public static readonly ApiRoute ListSessions = new("GET", "/v1/checkout/sessions");
    public static readonly ApiRoute ListSessionLines = new("GET", "/v1/checkout/sessions/{id}/line_items");
    public static readonly ApiRoute ListIntents = new("GET", "/v1/payment_intents");
    public static readonly ApiRoute GetIntent = new("GET", "/v1/payment_intents/{id}");
    public static readonly ApiRoute ListCharges = new("GET", "/v1/charges");
    public static readonly ApiRoute GetCharge = new("GET", "/v1/charges/{id}");
    public static readonly ApiRoute CreateRefund = new("POST", "/v1/refunds");
    public static readonly ApiRoute ListRefunds = new("GET", "/v1/refunds");
    public static readonly ApiRoute GetRefund = new("GET", "/v1/refunds/{id}");
    public static readonly ApiRoute ListDisputes = new("GET", "/v1/disputes");
    public static readonly ApiRoute GetDispute = new("GET", "/v1/disputes/{id}");
    public static readonly ApiRoute GetAccount = new("GET", "/v1/account");
    public static readonly ApiRoute GetBalance = new("GET", "/v1/balance");
    public static readonly ApiRoute ListBalanceTransactions = new("GET", "/v1/balance_transactions");
    public static readonly ApiRoute GetBalanceTransaction = new("GET", "/v1/balance_transactions/{id}");
    public static readonly ApiRoute ListEvents = new("GET", "/v1/events");
    public static readonly ApiRoute GetEvent = new("GET", "/v1/events/{id}");

    public override string ToString() => $"{Method} {Path}";
}
