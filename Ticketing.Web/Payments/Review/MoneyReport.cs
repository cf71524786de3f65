namespace Ticketing.Payments.Review;

/// <summary>Minor units.</summary>
/// <param name="Disputed">Withdrawn by the buyers' banks and not returned.</param>
public readonly record struct MoneySums(int Payments, long Taken, long Refunded, long Disputed, long Fees)
{
    public static MoneySums Add(MoneySums one, MoneySums other) => new(
        one.Payments + other.Payments, one.Taken + other.Taken, one.Refunded + other.Refunded, one.Disputed + other.Disputed, one.Fees + other.Fees);

    public static MoneySums operator +(MoneySums one, MoneySums other) => Add(one, other);
}

public sealed record CurrencySums(string Currency, MoneySums There, MoneySums Here);

/// <param name="NotOurs">Number of payments that other systems made on the same provider account.</param>
public sealed record MoneyReport(IReadOnlyList<CurrencySums> Sums, IReadOnlyList<Difference> Differences, int NotOurs);
