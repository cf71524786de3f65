using Ticketing.Events;

namespace Ticketing.Insights.Nights.Pace;

/// <summary>What can be said about the tickets still to be sold.</summary>
public abstract record Outlook
{
    /// <param name="LookedFrom">Days before the show: yesterday, the last day that is over.</param>
    /// <param name="Days">By days before the show, from its own day to today.</param>
    public sealed record Expected(int LookedFrom, IReadOnlyList<Likely> Days, BandError Error) : Outlook
    {
        public Likely InTheEnd => Days[0];
    }

    public sealed record TooFewShows(int Found) : Outlook;

    public sealed record SoldOut : Outlook;

    public sealed record SaleNotOpen(DateTimeOffset OpensAt) : Outlook;

    public sealed record Begun : Outlook;

    /// <summary>A draft, postponed or cancelled.</summary>
    public sealed record NotOnSale(EventStatus Status) : Outlook;

    public sealed record NothingToSell : Outlook;
}
