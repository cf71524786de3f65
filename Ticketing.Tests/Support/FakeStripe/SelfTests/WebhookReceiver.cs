using System.Net;
using Stripe;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

internal sealed record ReceivedWebhook(string Body, string Signature)
{
    /// <exception cref="StripeException">The signature or timestamp is invalid.</exception>
    public Event Parse(StripeTestClient shop, string? secret = null) =>
        EventUtility.ConstructEvent(
            Body,
            Signature,
            secret ?? shop.Stripe.WebhookSecret,
            tolerance: 300,
            utcNow: shop.Clock.GetUtcNow().ToUnixTimeSeconds()
        );
}

internal sealed class WebhookReceiver : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly List<ReceivedWebhook> received = [];

    private int concurrent;

    public HttpStatusCode ResponseStatus { get; set; } = HttpStatusCode.OK;

    public IReadOnlyList<ReceivedWebhook> Received
    {
        get
        {
            lock (gate)
            {
                return [.. received];
            }
        }
    }

    public int MaxConcurrent { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var arrived = new ReceivedWebhook(
            await request.Content!.ReadAsStringAsync(cancellationToken),
            request.Headers.GetValues("Stripe-Signature").Single()
        );
        lock (gate)
        {
            received.Add(arrived);
            MaxConcurrent = Math.Max(MaxConcurrent, ++concurrent);
        }

        // Lets deliveries overlap.
        await Task.Delay(1, cancellationToken);
        lock (gate)
        {
            concurrent--;
        }

        return new HttpResponseMessage(ResponseStatus);
    }
}
