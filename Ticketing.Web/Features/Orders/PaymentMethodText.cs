using System.Text.RegularExpressions;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Orders;

/// <summary>The way in which an order was paid, in the current language. It is stored in English; names of cards and banks stay.</summary>
public static partial class PaymentMethodText
{
    public static string Describe(string? stored) =>
        SingleLineText.From(stored ?? "") switch
        {
            Order.Complimentary => T["Complimentary"],
            "Free of charge" => T["Free"],
            "Sandbox card (no money moved)" => T["Test card (no money was taken)"],
            Order.Cash => T["Cash"],
            Order.CardTerminal => T["Card terminal"],
            var name => Card.Match(name) is { Success: true } card
                ? T[
                    "{0} ending {1}",
                    card.Groups["brand"].Value == "Card" ? T["Card"] : card.Groups["brand"].Value,
                    card.Groups["last"].Value
                ]
                : name,
        };

    [GeneratedRegex("^(?<brand>.+) ending (?<last>[0-9]{4})$")]
    private static partial Regex Card { get; }
}
