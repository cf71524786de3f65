using System.Globalization;
using Stripe.Checkout;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

/// <summary>A session request as raw form fields, for input that the library's types cannot express.</summary>
internal sealed class RawSessionRequest(StripeTestClient shop)
{
    private readonly Dictionary<string, string> pairs = new()
    {
        ["mode"] = "payment",
        ["success_url"] = "https://tickets.example/return",
        ["expires_at"] = shop.Clock.GetUtcNow().AddMinutes(31).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ["line_items[0][quantity]"] = "1",
        ["line_items[0][price_data][currency]"] = "gbp",
        ["line_items[0][price_data][unit_amount]"] = "2500",
        ["line_items[0][price_data][product_data][name]"] = "Standing",
        ["line_items[0][price_data][product_data][description]"] = "In the hall",
    };

    public RawSessionRequest With(string param, string value)
    {
        pairs[param] = value;
        return this;
    }

    /// <summary>Also removes nested parameters.</summary>
    public RawSessionRequest Without(string param)
    {
        foreach (var name in pairs.Keys.Where(name => name == param || name.StartsWith($"{param}[", StringComparison.Ordinal)).ToList())
        {
            pairs.Remove(name);
        }

        return this;
    }

    public Task<Session> SendAsync()
    {
        var order = new SessionCreateOptions();
        foreach (var (name, value) in pairs)
        {
            order.AddExtraParam(name, value);
        }

        return shop.CreateSessionAsync(order);
    }
}
