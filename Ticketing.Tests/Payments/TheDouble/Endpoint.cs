using System.Net;
using Stripe;

namespace Ticketing.Tests.Payments.TheDouble;

internal sealed record Taken(string Body, string Signature)
{
    /// <exception cref="StripeException">The signature or timestamp is invalid.</exception>
    public Event Event(Shop shop, string? secret = null) =>
        EventUtility.ConstructEvent(Body, Signature, secret ?? shop.Stripe.WebhookSecret, tolerance: 300, utcNow: shop.Clock.GetUtcNow().ToUnixTimeSeconds());
}

internal sealed class Endpoint : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly List<Taken> taken = [];

    private int atOnce;

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    public IReadOnlyList<Taken> Taken
    {
        get
        {
            lock (gate)
            {
                return [.. taken];
            }
        }
    }

    public int MostAtOnce { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var arrived = new Taken(await request.Content!.ReadAsStringAsync(cancellationToken), request.Headers.GetValues("Stripe-Signature").Single());
        lock (gate)
        {
            taken.Add(arrived);
            MostAtOnce = Math.Max(MostAtOnce, ++atOnce);
        }

        // Lets deliveries overlap.
        await Task.Delay(1, cancellationToken);
        lock (gate)
        {
            atOnce--;
        }

        return new HttpResponseMessage(Answer);
    }
}
