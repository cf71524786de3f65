using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settlements.Terms;

public sealed record DeductionForm
{
    public string Label
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    /// <summary>In the venue's currency.</summary>
    public string Amount
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    internal static IReadOnlyList<EditableField<DeductionForm>> Fields { get; } =
    [
        new("What for", f => f.Label, (from, to) => to.Label = from.Label),
        new("Amount", f => f.Amount, (from, to) => to.Amount = from.Amount),
    ];

    public static DeductionForm From(Deduction deduction, string currency) =>
        new() { Label = deduction.Label, Amount = new Money(deduction.Amount, currency).ToDecimalString() };

    /// <returns>Errors by field name.</returns>
    internal (Dictionary<string, string> Errors, long Amount) Parse(string currency)
    {
        var errors = new Dictionary<string, string>();
        if (Label.Length is 0 or > Deduction.MaxLabelLength)
        {
            errors[nameof(Label)] = "Between 1 and 120 characters, such as “PA hire”.";
        }

        var amount = Money.Parse(Amount, currency);
        if (amount is not { MinorUnits: > 0 })
        {
            errors[nameof(Amount)] = $"Type an amount above 0, such as {new Money(12000, currency).ToDecimalString()}.";
        }

        return (errors, amount?.MinorUnits ?? 0);
    }
}
