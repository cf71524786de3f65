using System.Net;
using Stripe;
using Xunit;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

public enum OperationKind
{
    Open,
    Expire,
    Refund,
}

/// <summary>Result of a call as the client library reports it.</summary>
public enum CallResult
{
    Answer,

    /// <summary>Replayed for a repeated key.</summary>
    ReplayedAnswer,
    Error,

    /// <summary>Replayed for a repeated key.</summary>
    ReplayedError,
    KeyInUse,
    TooManyRequests,
    ConnectionReset,

    /// <summary>The caller timed out.</summary>
    NoResponse,
}

internal sealed record CallOutcome(CallResult Result, string? Id);

/// <summary>One operation against the fake, to run, repeat and count.</summary>
internal sealed class RepeatableOperation
{
    private readonly Func<StripeClient, RequestOptions, Task<StripeEntity>> send;
    private readonly Func<IEnumerable<FakeObject>> findEffects;

    private RepeatableOperation(
        ApiRoute route,
        Func<StripeClient, RequestOptions, Task<StripeEntity>> send,
        Func<IEnumerable<FakeObject>> done
    )
    {
        Route = route;
        this.send = send;
        this.findEffects = done;
    }

    public ApiRoute Route { get; }

    public int EffectCount => findEffects().Count();

    public string AffectedId => Assert.Single(findEffects()).Id;

    public static async Task<RepeatableOperation> PrepareAsync(StripeTestClient shop, OperationKind act)
    {
        var ct = TestContext.Current.CancellationToken;
        switch (act)
        {
            case OperationKind.Open:
                var order = shop.CreateSessionOptions();
                return new RepeatableOperation(
                    ApiRoute.CreateSession,
                    async (client, options) => await client.V1.Checkout.Sessions.CreateAsync(order, options, ct),
                    () => shop.Stripe.Sessions
                );
            case OperationKind.Expire:
                var session = await shop.CreateSessionAsync();
                return new RepeatableOperation(
                    ApiRoute.ExpireSession,
                    async (client, options) => await client.V1.Checkout.Sessions.ExpireAsync(session.Id, null, options, ct),
                    () => shop.Stripe.Sessions.Where(one => one.Status == FakeSessionStatus.Expired)
                );
            default:
                var refund = new RefundCreateOptions
                {
                    PaymentIntent = (await shop.CreatePaidSessionAsync()).PaymentIntentId,
                    Amount = 1000,
                };
                return new RepeatableOperation(
                    ApiRoute.CreateRefund,
                    async (client, options) => await client.V1.Refunds.CreateAsync(refund, options, ct),
                    () => shop.Stripe.Refunds
                );
        }
    }

    public Task<CallOutcome> TryAsync(StripeClient client, string? key) =>
        ObserveAsync(() => send(client, new RequestOptions { IdempotencyKey = key }));

    public static async Task<CallOutcome> ObserveAsync<T>(Func<Task<T>> ask)
        where T : StripeEntity
    {
        try
        {
            var answer = await ask();
            return new CallOutcome(IsReplay(answer.StripeResponse) ? CallResult.ReplayedAnswer : CallResult.Answer, (answer as IHasId)?.Id);
        }
        catch (StripeException refused)
        {
            return new CallOutcome(Classify(refused), null);
        }
        catch (HttpRequestException)
        {
            return new CallOutcome(CallResult.ConnectionReset, null);
        }
        catch (TaskCanceledException)
        {
            return new CallOutcome(CallResult.NoResponse, null);
        }
    }

    private static CallResult Classify(StripeException refused) =>
        refused.HttpStatusCode switch
        {
            HttpStatusCode.InternalServerError => IsReplay(refused.StripeResponse) ? CallResult.ReplayedError : CallResult.Error,
            HttpStatusCode.Conflict => CallResult.KeyInUse,
            HttpStatusCode.TooManyRequests => CallResult.TooManyRequests,
            _ => throw refused,
        };

    private static bool IsReplay(StripeResponse response) => response.Headers.Contains("Idempotent-Replayed");
}
