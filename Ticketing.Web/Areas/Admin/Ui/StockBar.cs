using Ticketing.Areas.Admin.Ui.Texts;

namespace Ticketing.Areas.Admin.Ui;

/// <summary>Sold and held share of a capacity, as widths in percent.</summary>
public sealed record StockBar(int Sold, int Held, int Capacity)
{
    public string SoldShare => EventText.Percentage(Sold, Capacity);

    public bool IsSoldOut => Capacity > 0 && Sold >= Capacity;

    public string HeldShare => EventText.Percentage(Held, Capacity);
}
