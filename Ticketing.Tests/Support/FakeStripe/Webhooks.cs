using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ticketing.Tests.Support.FakeStripe.Api;

namespace Ticketing.Tests.Support.FakeStripe;

/// <param name="Status">What the endpoint answered; null where it could not be reached.</param>
public sealed record Delivery(FakeEvent Event, HttpStatusCode? Status)
{
    public bool IsAcknowledged => Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous;
}

/// <summary>Tells an endpoint what happened: at once, or when the test says so.</summary>
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

    /// <summary>Events wait for <see cref="ReleaseAsync()"/>, instead of being told at once.</summary>
    public bool AreHeldBack { get; set; }

    /// <summary>How events travel that are told at once; null for in order, once and without loss.</summary>
    public DeliveryPlan? Plan
    {
        get => standing?.Plan;
        set => standing = value is null ? null : new StandingPlan(value, new Random(value.Seed));
    }

    /// <summary>Every attempt, in the order in which they ended.</summary>
    public IReadOnlyList<Delivery> Deliveries => [.. deliveries];

    /// <summary>What waits to be told.</summary>
    public IReadOnlyList<FakeEvent> HeldBack => [.. heldBack];

    /// <summary>What plans lost: it is never told again by itself, as if the endpoint had been away for days.</summary>
    public IReadOnlyList<FakeEvent> Lost => [.. lost];

    /// <summary>From now on events go there.</summary>
    /// <param name="handler">The way there, such as the handler of a server in memory; without one, the network.</param>
    public void SendTo(Uri endpoint, HttpMessageHandler? handler = null)
    {
        line = Line(handler);
        url = endpoint;
    }

    /// <summary>Ends when everything that was being told is told.</summary>
    public Task WhenToldAsync() => Task.WhenAll(underWay.Keys);

    /// <summary>Tells what was held back, in order.</summary>
    public async Task<IReadOnlyList<Delivery>> ReleaseAsync()
    {
        List<Delivery> told = [];
        while (heldBack.TryDequeue(out var happened))
        {
            told.Add(await TellAsync(happened));
        }

        return told;
    }

    /// <summary>Tells what was held back, as planned.</summary>
    public Task<IReadOnlyList<Delivery>> ReleaseAsync(DeliveryPlan plan) => TellAsync(TakeHeldBack(), plan, new Random(plan.Seed));

    /// <summary>Tells what was held back in an order of the caller's; what that leaves out waits on.</summary>
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

    /// <summary>Tells once more whatever was told and never acknowledged, as the provider does for days.</summary>
    /// <param name="parallel">How many are told at the same time.</param>
    public Task<IReadOnlyList<Delivery>> RedeliverAsync(int parallel = 1)
    {
        var done = deliveries.Where(delivery => delivery.IsAcknowledged).Select(delivery => delivery.Event.Id).ToHashSet();
        return TellAsync([.. deliveries.Select(delivery => delivery.Event).DistinctBy(happened => happened.Id).Where(happened => !done.Contains(happened.Id))], parallel);
    }

    /// <summary>One attempt, signed at this moment.</summary>
    public async Task<Delivery> TellAsync(FakeEvent happened)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url ?? throw new InvalidOperationException("There is no endpoint to tell."));
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
