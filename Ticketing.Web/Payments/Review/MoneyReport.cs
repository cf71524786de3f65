namespace Ticketing.Payments.Review;

/// <summary>One side's sums in one currency, in minor units.</summary>
/// <param name="Refunded">What has gone back for sure.</param>
/// <param name="Disputed">What the buyers' banks have taken back, and did not return.</param>
public readonly record struct MoneySums(int Payments, long Taken, long Refunded, long Disputed, long Fees)
{
    public static MoneySums Add(MoneySums one, MoneySums other) => new(
        one.Payments + other.Payments, one.Taken + other.Taken, one.Refunded + other.Refunded, one.Disputed + other.Disputed, one.Fees + other.Fees);

    public static MoneySums operator +(MoneySums one, MoneySums other) => Add(one, other);
}

public sealed record CurrencySums(string Currency, MoneySums There, MoneySums Here);

/// <summary>The provider's books beside ours.</summary>
/// <param name="Sums">By currency.</param>
/// <param name="NotOurs">Payments at the provider that this box office did not start.</param>
public sealed record MoneyReport(IReadOnlyList<CurrencySums> Sums, IReadOnlyList<Difference> Differences, int NotOurs);
