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

    internal static IReadOnlyList<EditableField<DeductionForm>> Fields =>
        [
            new(T["What for"], f => f.Label, (from, to) => to.Label = from.Label),
            new(T["Amount"], f => f.Amount, (from, to) => to.Amount = from.Amount),
        ];

    public static DeductionForm From(Deduction deduction, string currency) =>
        new() { Label = deduction.Label, Amount = new Money(deduction.Amount, currency).ToDecimalString() };

    /// <returns>Errors by field name.</returns>
    internal (Dictionary<string, string> Errors, long Amount) Parse(string currency)
    {
        var errors = new Dictionary<string, string>();
        if (Label.Length is 0 or > Deduction.MaxLabelLength)
        {
            errors[nameof(Label)] = T["Enter 1 to {0} characters, such as “PA hire”.", Deduction.MaxLabelLength];
        }

        var amount = Money.Parse(Amount, currency);
        if (amount is not { MinorUnits: > 0 })
        {
            errors[nameof(Amount)] = T["Enter an amount above 0, such as {0}.", new Money(12000, currency).ToDecimalString()];
        }

        return (errors, amount?.MinorUnits ?? 0);
    }
}
