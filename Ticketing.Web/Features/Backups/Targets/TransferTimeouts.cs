namespace Ticketing.Features.Backups.Targets;

/// <param name="Request">For requests and answers that are short.</param>
/// <param name="Stall">For transfers: no chunk has moved for this long.</param>
internal sealed record TransferTimeouts(TimeSpan Request, TimeSpan Stall)
{
    public static TransferTimeouts Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));

    public static TimeSpan Connect { get; } = TimeSpan.FromSeconds(15);
}
