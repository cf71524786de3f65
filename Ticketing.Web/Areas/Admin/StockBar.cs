namespace Ticketing.Areas.Admin;

/// <summary>Sold and held share of a capacity, as widths in percent.</summary>
public sealed record StockBar(int Sold, int Held, int Capacity)
{
    public string SoldShare => EventInWords.Of(Sold, Capacity);

    public string HeldShare => EventInWords.Of(Held, Capacity);
}
