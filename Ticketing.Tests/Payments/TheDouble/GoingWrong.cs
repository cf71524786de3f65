using System.Diagnostics;
using System.Net;
using Stripe;
using Ticketing.Tests.Support.FakeStripe;
using Xunit;
using static Ticketing.Tests.Payments.TheDouble.Sight;

namespace Ticketing.Tests.Payments.TheDouble;

/// <summary>For each fault: the caller's view, the effect, and the answer to a retry with the same key.</summary>
public sealed class GoingWrong
{
    private static readonly Dictionary<Fault, (Sight First, bool IsDone, Sight Again, bool IsDoneThen)> Expected = new()
    {
        [Fault.ResetBefore] = (BrokenLine, false, Answer, true),
        [Fault.ResetAfter] = (BrokenLine, true, FirstAnswer, true),
        [Fault.SilenceAfter] = (NoAnswer, true, FirstAnswer, true),
        [Fault.ErrorBefore] = (Error, false, Answer, true),
        [Fault.ErrorAfter] = (Error, true, FirstError, true),
        [Fault.ErrorInstead] = (Error, false, FirstError, false),
        [Fault.Conflict] = (InUse, false, Answer, true),
        [Fault.TooManyRequests] = (TooMany, false, Answer, true),
        [Fault.Slow] = (Answer, true, FirstAnswer, true),
    };

    public static MatrixTheoryData<Act, Fault> Everything => new(Enum.GetValues<Act>(), Enum.GetValues<Fault>());

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>()];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task A_change_that_goes_wrong_is_repeated_without_harm(Act act, Fault fault)
    {
        await using var shop = await Shop.OpenAsync();
        var deed = await Deed.PrepareAsync(shop, act);
        var (first, isDone, again, isDoneThen) = Expected[fault];
        shop.Stripe.Faults.Slowness = TimeSpan.FromMilliseconds(200);
        shop.Stripe.Faults.Next(deed.Route, fault);

        var seen = await deed.TryAsync(PatientClient(shop, fault), "key");
        Assert.Equal((first, isDone ? 1 : 0), (seen.Sight, deed.TimesDone));
        var repeated = await deed.TryAsync(shop.Client, "key");
        Assert.Equal((again, isDoneThen ? 1 : 0), (repeated.Sight, deed.TimesDone));
        Assert.Equal(isDoneThen && again != FirstError ? deed.IdDone : null, repeated.Id);
        Assert.Equal((fault, 1), (Assert.Single(shop.Stripe.Faults.Done).Key, shop.Stripe.Faults.Done[fault]));
    }

    [Theory]
    [InlineData(Act.Open)]
    [InlineData(Act.Expire)]
    [InlineData(Act.PayBack)]
    public async Task What_failed_under_one_key_is_done_under_another(Act act)
    {
        await using var shop = await Shop.OpenAsync();
        var deed = await Deed.PrepareAsync(shop, act);
        shop.Stripe.Faults.Next(deed.Route, Fault.ErrorInstead);
        Assert.Equal(Error, (await deed.TryAsync(shop.Client, "key:1")).Sight);
        Assert.Equal(FirstError, (await deed.TryAsync(shop.Client, "key:1")).Sight);
        Assert.Equal((Answer, 1), ((await deed.TryAsync(shop.Client, "key:2")).Sight, deed.TimesDone));
    }

    [Theory]
    [InlineData(Act.Open, 2)]
    [InlineData(Act.PayBack, 2)]
    public async Task Without_a_key_what_is_repeated_is_done_twice(Act act, int times)
    {
        await using var shop = await Shop.OpenAsync();
        var deed = await Deed.PrepareAsync(shop, act);
        shop.Stripe.Faults.Next(deed.Route, Fault.ResetAfter);
        Assert.Equal(BrokenLine, (await deed.TryAsync(shop.Client, null)).Sight);
        Assert.Equal((Answer, times), ((await deed.TryAsync(shop.Client, null)).Sight, deed.TimesDone));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_question_that_goes_wrong_is_asked_again(Fault fault)
    {
        await using var shop = await Shop.OpenAsync();
        var session = await shop.CreateAsync();
        shop.Stripe.Faults.Slowness = TimeSpan.FromMilliseconds(200);
        shop.Stripe.Faults.Next(Route.GetSession, fault);
        var client = PatientClient(shop, fault);
        Assert.Equal(Expected[fault].First, (await Deed.SeeAsync(() => client.V1.Checkout.Sessions.GetAsync(session.Id, cancellationToken: Ct))).Sight);
        Assert.Equal("open", (await shop.GetAsync(session.Id)).Status);
    }

    [Theory]
    [InlineData(Fault.ErrorAfter, HttpStatusCode.InternalServerError, null, "api_error")]
    [InlineData(Fault.ErrorBefore, HttpStatusCode.InternalServerError, null, "api_error")]
    [InlineData(Fault.ErrorInstead, HttpStatusCode.InternalServerError, null, "api_error")]
    [InlineData(Fault.Conflict, HttpStatusCode.Conflict, "idempotency_key_in_use", "idempotency_error")]
    [InlineData(Fault.TooManyRequests, HttpStatusCode.TooManyRequests, "rate_limit", "invalid_request_error")]
    public async Task Where_an_error_is_answered_it_has_the_shape_of_Stripes(Fault fault, HttpStatusCode status, string? code, string type)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Faults.Next(Route.CreateSession, fault);
        await Shop.RefusedAsync(() => shop.CreateAsync(key: "key"), code, null, status, type);
    }

    [Theory]
    [InlineData(Fault.ResetBefore, Answer, 1, 1)]
    [InlineData(Fault.ResetAfter, FirstAnswer, 1, 1)]
    [InlineData(Fault.SilenceAfter, FirstAnswer, 1, 1)]
    [InlineData(Fault.ErrorBefore, Answer, 1, 1)]
    [InlineData(Fault.ErrorAfter, FirstError, 1, 1)]
    [InlineData(Fault.ErrorInstead, FirstError, 1, 0)]
    [InlineData(Fault.Conflict, Answer, 1, 1)]
    [InlineData(Fault.ResetBefore, BrokenLine, 3, 0)]
    [InlineData(Fault.ErrorBefore, Error, 3, 0)]
    [InlineData(Fault.Conflict, InUse, 3, 0)]
    public async Task The_library_that_tries_again_by_itself_does_it_once(Fault fault, Sight seen, int times, int done)
    {
        await using var shop = await Shop.OpenAsync();
        var client = shop.NewClient(shop.Stripe.SecretKey, fault == Fault.SilenceAfter ? TimeSpan.FromSeconds(2) : null, retries: 2);
        shop.Stripe.Faults.Next(Route.CreateSession, fault, times);
        var deed = await Deed.PrepareAsync(shop, Act.Open);
        Assert.Equal((seen, done), ((await deed.TryAsync(client, "key")).Sight, deed.TimesDone));
        Assert.Equal(times, shop.Stripe.Faults.Done[fault]);
    }

    [Fact]
    public async Task What_is_slow_takes_its_time()
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Faults.Slowness = TimeSpan.FromMilliseconds(300);
        shop.Stripe.Faults.Next(Route.CreateSession, Fault.Slow);
        var watch = Stopwatch.StartNew();
        await shop.CreateAsync();
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(290), $"It took {watch.ElapsedMilliseconds} ms.");
    }

    [Theory]
    [InlineData(Act.Open)]
    [InlineData(Act.Expire)]
    [InlineData(Act.PayBack)]
    public async Task What_is_slow_is_done_also_for_those_who_hang_up(Act act)
    {
        await using var shop = await Shop.OpenAsync();
        var deed = await Deed.PrepareAsync(shop, act);
        shop.Stripe.Faults.Slowness = TimeSpan.FromSeconds(1);
        shop.Stripe.Faults.Next(deed.Route, Fault.Slow);
        Assert.Equal(NoAnswer, (await deed.TryAsync(shop.NewClient(shop.Stripe.SecretKey, TimeSpan.FromMilliseconds(500)), "key")).Sight);

        Seen seen;
        while ((seen = await deed.TryAsync(shop.Client, "key")).Sight == InUse)
        {
            await Task.Delay(100, Ct);
        }

        Assert.Equal((FirstAnswer, 1, deed.IdDone), (seen.Sight, deed.TimesDone, seen.Id));
    }

    [Fact]
    public async Task A_provider_that_is_down_does_nothing_until_it_is_back()
    {
        await using var shop = await Shop.OpenAsync();
        var deed = await Deed.PrepareAsync(shop, Act.PayBack);
        shop.Stripe.Faults.IsDown = true;
        Assert.Equal((BrokenLine, 0), ((await deed.TryAsync(shop.Client, "key")).Sight, deed.TimesDone));
        Assert.Equal(BrokenLine, (await Deed.SeeAsync(() => shop.Client.V1.Balance.GetAsync(cancellationToken: Ct))).Sight);
        shop.Stripe.Faults.IsDown = false;
        Assert.Equal((Answer, 1), ((await deed.TryAsync(shop.Client, "key")).Sight, deed.TimesDone));
    }

    [Fact]
    public async Task Bad_luck_is_the_same_for_the_same_seed_and_ends_when_it_is_stopped()
    {
        var (first, again, other) = (await LuckAsync(7), await LuckAsync(7), await LuckAsync(8));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(sight => sight != Answer), 20, 60);
        Assert.Equal([Answer, Error, TooMany], first.Distinct().Order());
    }

    private static async Task<IReadOnlyList<Sight>> LuckAsync(int seed)
    {
        await using var shop = await Shop.OpenAsync();
        shop.Stripe.Faults.Randomly(seed, 0.5, Fault.ErrorBefore, Fault.TooManyRequests);
        List<Sight> seen = [];
        for (var i = 0; i < 80; i++)
        {
            seen.Add((await Deed.SeeAsync(() => shop.Client.V1.Balance.GetAsync(cancellationToken: Ct))).Sight);
        }

        shop.Stripe.Faults.Stop();
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Deed.SeeAsync(() => shop.Client.V1.Balance.GetAsync(cancellationToken: Ct)))), one => Assert.Equal(Answer, one.Sight));
        return seen;
    }

    // Long enough for the fake to finish on a busy machine.
    private static StripeClient PatientClient(Shop shop, Fault fault) => fault == Fault.SilenceAfter ? shop.NewClient(shop.Stripe.SecretKey, TimeSpan.FromSeconds(2)) : shop.Client;
}
