using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <param name="Status">Null if the endpoint could not be reached.</param>
public sealed record Delivery(FakeEvent Event, HttpStatusCode? Status)
{
    public bool IsAcknowledged => Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous;
}

/// <summary>Delivers events at once, or when the test says so.</summary>
public sealed class Webhooks : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeStripeOptions options;
    private readonly ConcurrentDictionary<Task, bool> underWay = new();
    private readonly ConcurrentQueue<Delivery> deliveries = new();
    private readonly ConcurrentQueue<FakeEvent> heldBack = new();
    private readonly ConcurrentQueue<FakeEvent> lost = new();
    private readonly Lock gate = new();
    private StandingPlan? standing;
    private HttpMessageInvoker line;
    private Uri? url;

    internal Webhooks(FakeStripeOptions options)
    {
        this.options = options;
        url = options.WebhookUrl;
        line = Line(options.WebhookHandler);
    }

    public string Secret => options.WebhookSecret;

    /// <summary>Queues events until <see cref="ReleaseAsync()"/>.</summary>
    public bool AreHeldBack { get; set; }

    /// <summary>Applies to immediate deliveries; null for in order, once and without loss.</summary>
    public DeliveryPlan? Plan
    {
        get => standing?.Plan;
        set => standing = value is null ? null : new StandingPlan(value, new Random(value.Seed));
    }

    /// <summary>Every attempt, in order of completion.</summary>
    public IReadOnlyList<Delivery> Deliveries => [.. deliveries];

    public IReadOnlyList<FakeEvent> HeldBack => [.. heldBack];

    /// <summary>Dropped by plans; never redelivered.</summary>
    public IReadOnlyList<FakeEvent> Lost => [.. lost];

    /// <param name="handler">For example an in-memory server; the network if null.</param>
    public void SendTo(Uri endpoint, HttpMessageHandler? handler = null)
    {
        line = Line(handler);
        url = endpoint;
    }

    public Task WhenToldAsync() => Task.WhenAll(underWay.Keys);

    /// <summary>Delivers queued events in order.</summary>
    public async Task<IReadOnlyList<Delivery>> ReleaseAsync()
    {
        List<Delivery> told = [];
        while (heldBack.TryDequeue(out var happened))
        {
            told.Add(await TellAsync(happened));
        }

        return told;
    }

    public Task<IReadOnlyList<Delivery>> ReleaseAsync(DeliveryPlan plan) => TellAsync(TakeHeldBack(), plan, new Random(plan.Seed));

    /// <summary>Delivers in the given order; events that it leaves out stay queued.</summary>
    public async Task<IReadOnlyList<Delivery>> ReleaseAsync(Func<IReadOnlyList<FakeEvent>, IEnumerable<FakeEvent>> order)
    {
        var waiting = TakeHeldBack();
        List<FakeEvent> chosen = [.. order(waiting)];
        foreach (var left in waiting.Except(chosen))
        {
            heldBack.Enqueue(left);
        }

        return await TellAsync(chosen, parallel: 1);
    }

    /// <summary>Repeats unacknowledged deliveries, as Stripe does for days.</summary>
    public Task<IReadOnlyList<Delivery>> RedeliverAsync(int parallel = 1)
    {
        var done = deliveries.Where(delivery => delivery.IsAcknowledged).Select(delivery => delivery.Event.Id).ToHashSet();
        return TellAsync([.. deliveries.Select(delivery => delivery.Event).DistinctBy(happened => happened.Id).Where(happened => !done.Contains(happened.Id))], parallel);
    }

    /// <summary>One attempt, signed at the current time.</summary>
    public async Task<Delivery> TellAsync(FakeEvent happened)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url ?? throw new InvalidOperationException("No webhook endpoint is configured."));
        request.Headers.TryAddWithoutValidation("Stripe-Signature", Signature.Header(happened.Body, Secret, options.Clock.GetUtcNow()));
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
        request.Content = new StringContent(happened.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8"));
        var delivery = new Delivery(happened, await SendAsync(request));
        deliveries.Enqueue(delivery);
        return delivery;
    }

    public void Dispose() => line.Dispose();

    internal Task Announce(IReadOnlyList<FakeEvent> events)
    {
        if (url is null || AreHeldBack)
        {
            foreach (var happened in events)
            {
                heldBack.Enqueue(happened);
            }

            return Task.CompletedTask;
        }

        var telling = Task.Run(() => standing is { } now ? TellAsync(events, now.Plan, now.Chance) : TellAsync(events, parallel: 1));
        underWay[telling] = true;
        return telling.ContinueWith(done => underWay.TryRemove(done, out _), TaskScheduler.Default);
    }

    private List<FakeEvent> TakeHeldBack()
    {
        List<FakeEvent> taken = [];
        while (heldBack.TryDequeue(out var happened))
        {
            taken.Add(happened);
        }

        return taken;
    }

    private Task<IReadOnlyList<Delivery>> TellAsync(IReadOnlyList<FakeEvent> events, DeliveryPlan way, Random chance)
    {
        lock (gate)
        {
            var (told, lostNow) = way.Arrange(events, chance);
            foreach (var happened in lostNow)
            {
                lost.Enqueue(happened);
            }

            events = told;
        }

        return TellAsync(events, way.Parallel);
    }

    private async Task<IReadOnlyList<Delivery>> TellAsync(IReadOnlyList<FakeEvent> events, int parallel)
    {
        var told = new Delivery[events.Count];
        await Parallel.ForAsync(0, events.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (place, _) => told[place] = await TellAsync(events[place]));
        return told;
    }

    private async Task<HttpStatusCode?> SendAsync(HttpRequestMessage request)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var response = await line.SendAsync(request, patience.Token);
            return response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static HttpMessageInvoker Line(HttpMessageHandler? handler) =>
        handler is null ? new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false }) : new HttpMessageInvoker(handler, disposeHandler: false);

    private sealed record StandingPlan(DeliveryPlan Plan, Random Chance);
}
