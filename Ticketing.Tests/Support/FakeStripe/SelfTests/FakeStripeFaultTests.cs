using System.Diagnostics;
using System.Net;
using Stripe;
using Xunit;
using static Ticketing.Tests.Support.FakeStripe.SelfTests.CallResult;

namespace Ticketing.Tests.Support.FakeStripe.SelfTests;

/// <summary>For each fault: the caller's view, the effect, and the answer to a retry with the same key.</summary>
public sealed class FakeStripeFaultTests
{
    private static readonly Dictionary<Fault, (CallResult First, bool IsDone, CallResult Again, bool IsDoneThen)> Expected = new()
    {
        [Fault.ResetBefore] = (ConnectionReset, false, Answer, true),
        [Fault.ResetAfter] = (ConnectionReset, true, ReplayedAnswer, true),
        [Fault.TimeoutAfter] = (NoResponse, true, ReplayedAnswer, true),
        [Fault.ErrorBefore] = (Error, false, Answer, true),
        [Fault.ErrorAfter] = (Error, true, ReplayedError, true),
        [Fault.ErrorInstead] = (Error, false, ReplayedError, false),
        [Fault.Conflict] = (KeyInUse, false, Answer, true),
        [Fault.TooManyRequests] = (TooManyRequests, false, Answer, true),
        [Fault.Slow] = (Answer, true, ReplayedAnswer, true),
    };

    public static MatrixTheoryData<OperationKind, Fault> AllOperationsAndFaults =>
        new(Enum.GetValues<OperationKind>(), Enum.GetValues<Fault>());

    public static TheoryData<Fault> AllFaults => [.. Enum.GetValues<Fault>()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(AllOperationsAndFaults))]
    public async Task A_faulty_operation_can_be_repeated_safely(OperationKind act, Fault fault)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var deed = await RepeatableOperation.PrepareAsync(shop, act);
        var (first, isDone, again, isDoneThen) = Expected[fault];
        shop.Stripe.Faults.SlowDuration = TimeSpan.FromMilliseconds(200);
        shop.Stripe.Faults.FailNext(deed.Route, fault);

        var seen = await deed.TryAsync(PatientClient(shop, fault), "key");
        Assert.Equal((first, isDone ? 1 : 0), (seen.Result, deed.EffectCount));
        var repeated = await deed.TryAsync(shop.Client, "key");
        Assert.Equal((again, isDoneThen ? 1 : 0), (repeated.Result, deed.EffectCount));
        Assert.Equal(isDoneThen && again != ReplayedError ? deed.AffectedId : null, repeated.Id);
        Assert.Equal((fault, 1), (Assert.Single(shop.Stripe.Faults.Counts).Key, shop.Stripe.Faults.Counts[fault]));
    }

    [Theory]
    [InlineData(OperationKind.Open)]
    [InlineData(OperationKind.Expire)]
    [InlineData(OperationKind.Refund)]
    public async Task A_failure_stored_under_one_key_succeeds_under_another(OperationKind act)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var deed = await RepeatableOperation.PrepareAsync(shop, act);
        shop.Stripe.Faults.FailNext(deed.Route, Fault.ErrorInstead);
        Assert.Equal(Error, (await deed.TryAsync(shop.Client, "key:1")).Result);
        Assert.Equal(ReplayedError, (await deed.TryAsync(shop.Client, "key:1")).Result);
        Assert.Equal((Answer, 1), ((await deed.TryAsync(shop.Client, "key:2")).Result, deed.EffectCount));
    }

    [Theory]
    [InlineData(OperationKind.Open, 2)]
    [InlineData(OperationKind.Refund, 2)]
    public async Task Without_a_key_a_repeated_operation_runs_twice(OperationKind act, int times)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var deed = await RepeatableOperation.PrepareAsync(shop, act);
        shop.Stripe.Faults.FailNext(deed.Route, Fault.ResetAfter);
        Assert.Equal(ConnectionReset, (await deed.TryAsync(shop.Client, null)).Result);
        Assert.Equal((Answer, times), ((await deed.TryAsync(shop.Client, null)).Result, deed.EffectCount));
    }

    [Theory]
    [MemberData(nameof(AllFaults))]
    public async Task A_faulty_read_can_be_repeated(Fault fault)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var session = await shop.CreateSessionAsync();
        shop.Stripe.Faults.SlowDuration = TimeSpan.FromMilliseconds(200);
        shop.Stripe.Faults.FailNext(ApiRoute.GetSession, fault);
        var client = PatientClient(shop, fault);
        Assert.Equal(
            Expected[fault].First,
            (await RepeatableOperation.ObserveAsync(() => client.V1.Checkout.Sessions.GetAsync(session.Id, cancellationToken: Ct))).Result
        );
        Assert.Equal("open", (await shop.GetSessionAsync(session.Id)).Status);
    }

    [Theory]
    [InlineData(Fault.ErrorAfter, HttpStatusCode.InternalServerError, null, "api_error")]
    [InlineData(Fault.ErrorBefore, HttpStatusCode.InternalServerError, null, "api_error")]
    [InlineData(Fault.ErrorInstead, HttpStatusCode.InternalServerError, null, "api_error")]
    [InlineData(Fault.Conflict, HttpStatusCode.Conflict, "idempotency_key_in_use", "idempotency_error")]
    [InlineData(Fault.TooManyRequests, HttpStatusCode.TooManyRequests, "rate_limit", "invalid_request_error")]
    public async Task Errors_have_Stripes_shape(Fault fault, HttpStatusCode status, string? code, string type)
    {
        await using var shop = await StripeTestClient.StartAsync();
        shop.Stripe.Faults.FailNext(ApiRoute.CreateSession, fault);
        await StripeTestClient.AssertRefusedAsync(() => shop.CreateSessionAsync(key: "key"), code, null, status, type);
    }

    [Theory]
    [InlineData(Fault.ResetBefore, Answer, 1, 1)]
    [InlineData(Fault.ResetAfter, ReplayedAnswer, 1, 1)]
    [InlineData(Fault.TimeoutAfter, ReplayedAnswer, 1, 1)]
    [InlineData(Fault.ErrorBefore, Answer, 1, 1)]
    [InlineData(Fault.ErrorAfter, ReplayedError, 1, 1)]
    [InlineData(Fault.ErrorInstead, ReplayedError, 1, 0)]
    [InlineData(Fault.Conflict, Answer, 1, 1)]
    [InlineData(Fault.ResetBefore, ConnectionReset, 3, 0)]
    [InlineData(Fault.ErrorBefore, Error, 3, 0)]
    [InlineData(Fault.Conflict, KeyInUse, 3, 0)]
    public async Task Automatic_retries_of_the_library_run_the_operation_once(Fault fault, CallResult seen, int times, int done)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var client = shop.NewClient(shop.Stripe.SecretKey, fault == Fault.TimeoutAfter ? TimeSpan.FromSeconds(2) : null, maxRetries: 2);
        shop.Stripe.Faults.FailNext(ApiRoute.CreateSession, fault, times);
        var deed = await RepeatableOperation.PrepareAsync(shop, OperationKind.Open);
        Assert.Equal((seen, done), ((await deed.TryAsync(client, "key")).Result, deed.EffectCount));
        Assert.Equal(times, shop.Stripe.Faults.Counts[fault]);
    }

    [Fact]
    public async Task Slow_responses_are_delayed()
    {
        await using var shop = await StripeTestClient.StartAsync();
        shop.Stripe.Faults.SlowDuration = TimeSpan.FromMilliseconds(300);
        shop.Stripe.Faults.FailNext(ApiRoute.CreateSession, Fault.Slow);
        var watch = Stopwatch.StartNew();
        await shop.CreateSessionAsync();
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(290), $"It took {watch.ElapsedMilliseconds} ms.");
    }

    [Theory]
    [InlineData(OperationKind.Open)]
    [InlineData(OperationKind.Expire)]
    [InlineData(OperationKind.Refund)]
    public async Task Slow_operations_complete_after_the_caller_hung_up(OperationKind act)
    {
        await using var shop = await StripeTestClient.StartAsync();
        var deed = await RepeatableOperation.PrepareAsync(shop, act);
        shop.Stripe.Faults.SlowDuration = TimeSpan.FromSeconds(1);
        shop.Stripe.Faults.FailNext(deed.Route, Fault.Slow);
        Assert.Equal(
            NoResponse,
            (await deed.TryAsync(shop.NewClient(shop.Stripe.SecretKey, TimeSpan.FromMilliseconds(500)), "key")).Result
        );

        CallOutcome seen;
        while ((seen = await deed.TryAsync(shop.Client, "key")).Result == KeyInUse)
        {
            await Task.Delay(100, Ct);
        }

        Assert.Equal((ReplayedAnswer, 1, deed.AffectedId), (seen.Result, deed.EffectCount, seen.Id));
    }

    [Fact]
    public async Task A_provider_that_is_down_does_nothing_until_it_is_back()
    {
        await using var shop = await StripeTestClient.StartAsync();
        var deed = await RepeatableOperation.PrepareAsync(shop, OperationKind.Refund);
        shop.Stripe.Faults.IsDown = true;
        Assert.Equal((ConnectionReset, 0), ((await deed.TryAsync(shop.Client, "key")).Result, deed.EffectCount));
        Assert.Equal(
            ConnectionReset,
            (await RepeatableOperation.ObserveAsync(() => shop.Client.V1.Balance.GetAsync(cancellationToken: Ct))).Result
        );
        shop.Stripe.Faults.IsDown = false;
        Assert.Equal((Answer, 1), ((await deed.TryAsync(shop.Client, "key")).Result, deed.EffectCount));
    }

    [Fact]
    public async Task Random_faults_are_repeatable_by_seed_and_can_be_stopped()
    {
        var (first, again, other) = (
            await RunWithRandomFaultsAsync(7),
            await RunWithRandomFaultsAsync(7),
            await RunWithRandomFaultsAsync(8)
        );
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(sight => sight != Answer), 20, 60);
        Assert.Equal([Answer, Error, TooManyRequests], first.Distinct().Order());
    }

    private static async Task<IReadOnlyList<CallResult>> RunWithRandomFaultsAsync(int seed)
    {
        await using var shop = await StripeTestClient.StartAsync();
        shop.Stripe.Faults.FailRandomly(seed, 0.5, Fault.ErrorBefore, Fault.TooManyRequests);
        List<CallResult> seen = [];
        for (var i = 0; i < 80; i++)
        {
            seen.Add((await RepeatableOperation.ObserveAsync(() => shop.Client.V1.Balance.GetAsync(cancellationToken: Ct))).Result);
        }

        shop.Stripe.Faults.Stop();
        Assert.All(
            await Task.WhenAll(
                Enumerable
                    .Range(0, 20)
                    .Select(_ => RepeatableOperation.ObserveAsync(() => shop.Client.V1.Balance.GetAsync(cancellationToken: Ct)))
            ),
            one => Assert.Equal(Answer, one.Result)
        );
        return seen;
    }

    // Long enough for the fake to finish on a busy machine.
    private static StripeClient PatientClient(StripeTestClient shop, Fault fault) =>
        fault == Fault.TimeoutAfter ? shop.NewClient(shop.Stripe.SecretKey, TimeSpan.FromSeconds(2)) : shop.Client;
}
