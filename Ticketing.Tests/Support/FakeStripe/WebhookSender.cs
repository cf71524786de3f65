using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <param name="Status">Null if the endpoint could not be reached.</param>
public sealed record WebhookDelivery(FakeEvent Event, HttpStatusCode? Status)
{
    public bool IsAcknowledged => Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous;
}

/// <summary>Delivers events at once, or when the test says so.</summary>
public sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(30);

    private readonly FakeStripeOptions options;
    private readonly ConcurrentDictionary<Task, bool> running = new();
    private readonly ConcurrentQueue<WebhookDelivery> deliveries = new();
    private readonly ConcurrentQueue<FakeEvent> pending = new();
    private readonly ConcurrentQueue<FakeEvent> dropped = new();
    private readonly Lock gate = new();
    private ActivePlan? activePlan;
    private HttpMessageInvoker client;
    private Uri? url;

    internal WebhookSender(FakeStripeOptions options)
    {
        this.options = options;
        url = options.WebhookUrl;
        client = CreateClient(options.WebhookHandler);
    }

    public string Secret => options.WebhookSecret;

    /// <summary>Queues events until <see cref="ReleaseAsync()"/>.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Applies to immediate deliveries; null for in order, once and without loss.</summary>
    public DeliveryPlan? Plan
    {
        get => activePlan?.Plan;
        set => activePlan = value is null ? null : new ActivePlan(value, new Random(value.Seed));
    }

    /// <summary>Every attempt, in order of completion.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => [.. deliveries];

    public IReadOnlyList<FakeEvent> Pending => [.. pending];

    /// <summary>Dropped by plans; never redelivered.</summary>
    public IReadOnlyList<FakeEvent> Dropped => [.. dropped];

    /// <param name="handler">For example an in-memory server; the network if null.</param>
    public void SendTo(Uri endpoint, HttpMessageHandler? handler = null)
    {
        client = CreateClient(handler);
        url = endpoint;
    }

    public Task WaitForDeliveriesAsync() => Task.WhenAll(running.Keys);

    /// <summary>Delivers queued events in order.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> ReleaseAsync()
    {
        List<WebhookDelivery> told = [];
        while (pending.TryDequeue(out var happened))
        {
            told.Add(await DeliverAsync(happened));
        }

        return told;
    }

    public Task<IReadOnlyList<WebhookDelivery>> ReleaseAsync(DeliveryPlan plan) => DeliverAsync(TakePending(), plan, new Random(plan.Seed));

    /// <summary>Delivers in the given order; events that it leaves out stay queued.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> ReleaseAsync(Func<IReadOnlyList<FakeEvent>, IEnumerable<FakeEvent>> order)
    {
        var waiting = TakePending();
        List<FakeEvent> chosen = [.. order(waiting)];
        foreach (var left in waiting.Except(chosen))
        {
            pending.Enqueue(left);
        }

        return await DeliverAsync(chosen, parallel: 1);
    }

    /// <summary>Repeats unacknowledged deliveries, as Stripe does for days.</summary>
    public Task<IReadOnlyList<WebhookDelivery>> RedeliverAsync(int parallel = 1)
    {
        var done = deliveries.Where(delivery => delivery.IsAcknowledged).Select(delivery => delivery.Event.Id).ToHashSet();
        return DeliverAsync(
            [
                .. deliveries
                    .Select(delivery => delivery.Event)
                    .DistinctBy(happened => happened.Id)
                    .Where(happened => !done.Contains(happened.Id)),
            ],
            parallel
        );
    }

    /// <summary>One attempt, signed at the current time.</summary>
    public async Task<WebhookDelivery> DeliverAsync(FakeEvent happened)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            url ?? throw new InvalidOperationException("No webhook endpoint is configured.")
        );
        request.Headers.TryAddWithoutValidation(
            "Stripe-Signature",
            WebhookSignature.Header(happened.Body, Secret, options.Clock.GetUtcNow())
        );
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        request.Content = new StringContent(happened.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8"));
        var delivery = new WebhookDelivery(happened, await SendAsync(request));
        deliveries.Enqueue(delivery);
        return delivery;
    }

    public void Dispose() => client.Dispose();

    internal Task DeliverOrQueue(IReadOnlyList<FakeEvent> events)
    {
        if (url is null || IsPaused)
        {
            foreach (var happened in events)
            {
                pending.Enqueue(happened);
            }

            return Task.CompletedTask;
        }

        var telling = Task.Run(() =>
            activePlan is { } now ? DeliverAsync(events, now.Plan, now.Chance) : DeliverAsync(events, parallel: 1)
        );
        running[telling] = true;
        return telling.ContinueWith(done => running.TryRemove(done, out _), TaskScheduler.Default);
    }

    private List<FakeEvent> TakePending()
    {
        List<FakeEvent> taken = [];
        while (pending.TryDequeue(out var happened))
        {
            taken.Add(happened);
        }

        return taken;
    }

    private Task<IReadOnlyList<WebhookDelivery>> DeliverAsync(IReadOnlyList<FakeEvent> events, DeliveryPlan way, Random chance)
    {
        lock (gate)
        {
            var (told, lostNow) = way.Apply(events, chance);
            foreach (var happened in lostNow)
            {
                dropped.Enqueue(happened);
            }

            events = told;
        }

        return DeliverAsync(events, way.MaxParallelism);
    }

    private async Task<IReadOnlyList<WebhookDelivery>> DeliverAsync(IReadOnlyList<FakeEvent> events, int parallel)
    {
        var told = new WebhookDelivery[events.Count];
        await Parallel.ForAsync(
            0,
            events.Count,
            new ParallelOptions { MaxDegreeOfParallelism = parallel },
            async (place, _) => told[place] = await DeliverAsync(events[place])
        );
        return told;
    }

    private async Task<HttpStatusCode?> SendAsync(HttpRequestMessage request)
    {
        using var patience = new CancellationTokenSource(DeliveryTimeout);
        try
        {
            using var response = await client.SendAsync(request, patience.Token);
            return response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static HttpMessageInvoker CreateClient(HttpMessageHandler? handler) =>
        handler is null
            ? new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false })
            : new HttpMessageInvoker(handler, disposeHandler: false);

    private sealed record ActivePlan(DeliveryPlan Plan, Random Chance);
}
