namespace Ticketing.Features.Settlements.Figures;

/// <summary>Minor units.</summary>
public readonly record struct FaceAndFee(long FaceValue, long BookingFee)
{
    public long Total => FaceValue + BookingFee;

    public static FaceAndFee operator +(FaceAndFee one, FaceAndFee other) =>
        new(one.FaceValue + other.FaceValue, one.BookingFee + other.BookingFee);

    public static FaceAndFee operator -(FaceAndFee one, FaceAndFee other) =>
        new(one.FaceValue - other.FaceValue, one.BookingFee - other.BookingFee);

    public static FaceAndFee Add(FaceAndFee one, FaceAndFee other) => one + other;

    public static FaceAndFee Subtract(FaceAndFee one, FaceAndFee other) => one - other;

    public static FaceAndFee Sum(IEnumerable<FaceAndFee> amounts) => amounts.Aggregate(default(FaceAndFee), Add);
}
