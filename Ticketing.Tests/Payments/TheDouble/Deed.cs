using System.Net;
using Stripe;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;

namespace Ticketing.Tests.Payments.TheDouble;

public enum Act
{
    Open,
    Expire,
    PayBack,
}

/// <summary>Result of a call as the client library reports it.</summary>
public enum Sight
{
    Answer,

    /// <summary>Replayed for a repeated key.</summary>
    FirstAnswer,
    Error,

    /// <summary>Replayed for a repeated key.</summary>
    FirstError,
    InUse,
    TooMany,
    BrokenLine,

    /// <summary>The caller timed out.</summary>
    NoAnswer,
}

internal sealed record Seen(Sight Sight, string? Id);

/// <summary>One operation against the fake, to run, repeat and count.</summary>
internal sealed class Deed
{
    private readonly Func<StripeClient, RequestOptions, Task<StripeEntity>> send;
    private readonly Func<IEnumerable<FakeObject>> done;

    private Deed(Route route, Func<StripeClient, RequestOptions, Task<StripeEntity>> send, Func<IEnumerable<FakeObject>> done)
    {
        Route = route;
        this.send = send;
        this.done = done;
    }

    public Route Route { get; }

    public int TimesDone => done().Count();

    public string IdDone => Assert.Single(done()).Id;

    public static async Task<Deed> PrepareAsync(Shop shop, Act act)
    {
        var ct = TestContext.Current.CancellationToken;
        switch (act)
        {
            case Act.Open:
                var order = shop.Order();
                return new Deed(Route.CreateSession, async (client, options) => await client.V1.Checkout.Sessions.CreateAsync(order, options, ct), () => shop.Stripe.Sessions);
            case Act.Expire:
                var session = await shop.CreateAsync();
                return new Deed(
                    Route.ExpireSession,
                    async (client, options) => await client.V1.Checkout.Sessions.ExpireAsync(session.Id, null, options, ct),
                    () => shop.Stripe.Sessions.Where(one => one.Status == SessionStatus.Expired));
            default:
                var refund = new RefundCreateOptions { PaymentIntent = (await shop.CreatePaidAsync()).PaymentIntentId, Amount = 1000 };
                return new Deed(Route.CreateRefund, async (client, options) => await client.V1.Refunds.CreateAsync(refund, options, ct), () => shop.Stripe.Refunds);
        }
    }

    public Task<Seen> TryAsync(StripeClient client, string? key) => SeeAsync(() => send(client, new RequestOptions { IdempotencyKey = key }));

    public static async Task<Seen> SeeAsync<T>(Func<Task<T>> ask)
        where T : StripeEntity
    {
        try
        {
            var answer = await ask();
            return new Seen(IsReplay(answer.StripeResponse) ? Sight.FirstAnswer : Sight.Answer, (answer as IHasId)?.Id);
        }
        catch (StripeException refused)
        {
            return new Seen(Of(refused), null);
        }
        catch (HttpRequestException)
        {
            return new Seen(Sight.BrokenLine, null);
        }
        catch (TaskCanceledException)
        {
            return new Seen(Sight.NoAnswer, null);
        }
    }

    private static Sight Of(StripeException refused) => refused.HttpStatusCode switch
    {
        HttpStatusCode.InternalServerError => IsReplay(refused.StripeResponse) ? Sight.FirstError : Sight.Error,
        HttpStatusCode.Conflict => Sight.InUse,
        HttpStatusCode.TooManyRequests => Sight.TooMany,
        _ => throw refused,
    };

    private static bool IsReplay(StripeResponse response) => response.Headers.Contains("Idempotent-Replayed");
}
