using Ticketing.Events.Editing;
using Ticketing.Settings;

namespace Ticketing.Settlements.Terms;

public sealed record DeductionForm
{
    public string Label { get; set => field = TypedText.Line(value); } = "";

    /// <summary>In the venue's currency.</summary>
    public string Amount { get; set => field = TypedText.Line(value); } = "";

    internal static IReadOnlyList<FormField<DeductionForm>> Fields { get; } =
    [
        new("What for", f => f.Label, (from, to) => to.Label = from.Label),
        new("Amount", f => f.Amount, (from, to) => to.Amount = from.Amount),
    ];

    public static DeductionForm Of(Deduction deduction, string currency) =>
        new() { Label = deduction.Label, Amount = new Money(deduction.Amount, currency).ToDecimalText() };

    /// <returns>Errors by field name.</returns>
    internal (Dictionary<string, string> Errors, long Amount) Read(string currency)
    {
        var errors = new Dictionary<string, string>();
        if (Label.Length is 0 or > Deduction.LongestLabel)
        {
            errors[nameof(Label)] = "Between 1 and 120 characters, such as “PA hire”.";
        }

        var amount = Money.Parse(Amount, currency);
        if (amount is not { MinorUnits: > 0 })
        {
            errors[nameof(Amount)] = $"Type an amount above 0, such as {new Money(12000, currency).ToDecimalText()}.";
        }

        return (errors, amount?.MinorUnits ?? 0);
    }
}
