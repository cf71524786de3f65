using Microsoft.Extensions.Options;
using Ticketing.Features.GoLive.PublicAddress;
using Ticketing.Features.Payments.Providers;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>Holds, sign-in codes and Stripe's signatures depend on the time.</summary>
internal sealed class ClockCheck(
    VenueAddress venue,
    IEnumerable<IProviderAccount> accounts,
    IOptionsMonitor<PaymentOptions> payments,
    TicketingDbContext db,
    TimeProvider clock
) : IGoLiveCheck
{
    private static readonly TimeSpan MaxDifference = TimeSpan.FromMinutes(1);

    /// <summary>Other clocks tell whole seconds, and their answer takes time.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(10);

    public string Topic => GoLiveTopics.Clock;

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(30);

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct)
    {
        var differences = new[]
        {
            await CompareAsync(payments.CurrentValue.Provider.ToString(), () => GetProviderTimeAsync(ct)),
            await CompareAsync(T["the public address"], () => GetProxyTimeAsync(ct)),
            await CompareAsync(T["the database server"], () => db.GetServerTimeAsync(ct)),
        }
            .OfType<Difference>()
            .ToList();
        return differences.Count == 0
            ? GoLiveFinding.CannotTell(T["there is no other clock to compare with. See that this machine synchronises its clock (NTP)."])
            : Describe(differences.MaxBy(difference => difference.Time.Duration())!);
    }

    private static GoLiveFinding Describe(Difference worst)
    {
        var size = Format(worst.Time.Duration());
        return worst.Time.Duration() <= Tolerance
            ? GoLiveFinding.Ok(T["The clock differs from that of {0} by {1}.", worst.From, size])
            : new GoLiveFinding(
                worst.Time.Duration() > MaxDifference ? GoLiveStatus.Fail : GoLiveStatus.Warn,
                worst.Time > TimeSpan.Zero
                    ? T["The clock is {0} ahead of that of {1}. Let both machines synchronise their clocks (NTP).", size, worst.From]
                    : T["The clock is {0} behind that of {1}. Let both machines synchronise their clocks (NTP).", size, worst.From]
            );
    }

    private static string Format(TimeSpan time) =>
        time < TimeSpan.FromHours(2)
            ? T.Plural((long)Math.Round(time.TotalSeconds), "1 second", "{0} seconds")
            : T.Plural((long)Math.Round(time.TotalHours), "1 hour", "{0} hours");

    private async Task<Difference?> CompareAsync(string from, Func<Task<DateTimeOffset?>> read)
    {
        var before = clock.GetUtcNow();
        var told = await read();
        var after = clock.GetUtcNow();
        return told is { } time ? new Difference(from, before + ((after - before) / 2) - time) : null;
    }

    private async Task<DateTimeOffset?> GetProviderTimeAsync(CancellationToken ct)
    {
        try
        {
            return accounts.LastOrDefault(account => account.Provider == payments.CurrentValue.Provider) is { } account
                ? (await account.ReadAsync(ct)).Now
                : null;
        }
        catch (PaymentProviderException)
        {
            return null;
        }
    }

    // On this machine, it is the same clock.
    private async Task<DateTimeOffset?> GetProxyTimeAsync(CancellationToken ct) =>
        await venue.AskAsync(ct) is AddressOutcome.Asked { Address.IsLoopback: false, Outcome: ProbeOutcome.Answered answered }
            ? answered.Date
            : null;

    private sealed record Difference(string From, TimeSpan Time);
}
