using System.Globalization;

namespace Ticketing.Features.Receipts.Emails;

/// <param name="Quantity">Null for the booking fee.</param>
/// <param name="Amount">Empty if the whole order was free.</param>
public sealed record ConfirmationLine(int? Quantity, string Name, string Amount)
{
    public string PlainText
    {
        get
        {
            var what = Quantity is { } quantity ? string.Create(CultureInfo.InvariantCulture, $"{quantity} × {Name}") : Name;
            return Amount.Length > 0 ? $"{what}: {Amount}" : what;
        }
    }
}
