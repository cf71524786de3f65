using System.Globalization;
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
            await CompareAsync("the public address", () => GetProxyTimeAsync(ct)),
            await CompareAsync("the database server", () => db.GetServerTimeAsync(ct)),
        }
            .OfType<Difference>()
            .ToList();
        return differences.Count == 0
            ? GoLiveFinding.CannotTell("there is no other clock to compare with. See that this machine synchronises its clock (NTP).")
            : Describe(differences.MaxBy(difference => difference.Time.Duration())!);
    }

    private static GoLiveFinding Describe(Difference worst)
    {
        var (ahead, size) = (worst.Time > TimeSpan.Zero ? "ahead of" : "behind", Format(worst.Time.Duration()));
        return worst.Time.Duration() <= Tolerance
            ? GoLiveFinding.Ok($"The clock differs from that of {worst.From} by {size}.")
            : new GoLiveFinding(
                worst.Time.Duration() > MaxDifference ? GoLiveStatus.Fail : GoLiveStatus.Warn,
                $"The clock is {size} {ahead} that of {worst.From}. Let both machines synchronise their clocks (NTP)."
            );
    }

    private static string Format(TimeSpan time) =>
        Math.Round(time.TotalSeconds) == 1 ? "1 second"
        : time < TimeSpan.FromHours(2) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalSeconds):0} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalHours):0} hours");

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
