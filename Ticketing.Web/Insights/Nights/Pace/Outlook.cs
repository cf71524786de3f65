using Ticketing.Events;

namespace Ticketing.Insights.Nights.Pace;

public abstract record Outlook
{
    /// <param name="LookedFrom">The last complete day (yesterday), in days before the event.</param>
    /// <param name="Days">By days before the event, from 0 to today.</param>
    public sealed record Expected(int LookedFrom, IReadOnlyList<Likely> Days, BandError Error) : Outlook
    {
        public Likely InTheEnd => Days[0];
    }

    public sealed record TooFewShows(int Found) : Outlook;

    public sealed record SoldOut : Outlook;

    public sealed record SaleNotOpen(DateTimeOffset OpensAt) : Outlook;

    public sealed record Begun : Outlook;

    /// <summary>Draft, postponed or cancelled.</summary>
    public sealed record NotOnSale(EventStatus Status) : Outlook;

    public sealed record NothingToSell : Outlook;
}
