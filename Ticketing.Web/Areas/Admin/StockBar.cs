namespace Ticketing.Areas.Admin;

/// <summary>How much of a stock is gone, to be drawn 100 wide.</summary>
public sealed record StockBar(int Sold, int Held, int Capacity)
{
    public string SoldShare => EventInWords.Of(Sold, Capacity);

    public string HeldShare => EventInWords.Of(Held, Capacity);
}
