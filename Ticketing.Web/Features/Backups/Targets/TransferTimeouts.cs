namespace Ticketing.Features.Backups.Targets;

/// <param name="Request">For requests and answers that are short.</param>
/// <param name="Stall">For transfers: no chunk has moved for this long.</param>
internal sealed record TransferTimeouts(TimeSpan Request, TimeSpan Stall)
{
    public static TransferTimeouts Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));

    /// <summary>A copy that is not complete after this time was left behind by a killed process.</summary>
    public static TimeSpan AbandonedAfter { get; } = TimeSpan.FromDays(1);

    public static TimeSpan Connect { get; } = TimeSpan.FromSeconds(15);
}
