namespace Ticketing.Features.Orders.Placing;

public static class TaxNumberText
{
    /// <param name="taxName">In the current language.</param>
    /// <param name="number">Empty for none.</param>
    public static string Describe(string taxName, string number) =>
        number.Length == 0 ? ""
        : taxName == T["VAT"] ? T["VAT no. {0}", number]
        : T["{0} no. {1}", taxName, number];
}
