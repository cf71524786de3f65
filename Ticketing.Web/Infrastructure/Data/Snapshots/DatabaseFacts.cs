namespace Ticketing.Infrastructure.Data.Snapshots;

public sealed record TableCount(string Name, long Rows);

/// <param name="Currency">ISO code.</param>
/// <param name="Sold">Totals of paid and refunded orders, in minor units.</param>
/// <param name="Refunded">Succeeded refunds, in minor units.</param>
public sealed record MoneyTotal(string Currency, long Sold, long Refunded);

/// <summary>A copy of a database must agree with them. Lists are sorted, so that equal databases have equal facts.</summary>
/// <param name="VenueId">Null in databases of versions that had none.</param>
public sealed record DatabaseFacts(
    Guid? VenueId,
    IReadOnlyList<string> Migrations,
    IReadOnlyList<TableCount> Tables,
    IReadOnlyList<MoneyTotal> Money
)
{
    /// <returns>Null if they agree, otherwise the first difference.</returns>
    public string? DescribeDifference(DatabaseFacts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return VenueId != other.VenueId ? "it is another venue's"
            : !Migrations.SequenceEqual(other.Migrations) ? "the versions of its tables differ"
            : Tables.Except(other.Tables).Concat(other.Tables.Except(Tables)).FirstOrDefault() is { } table
                ? $"the rows of {table.Name} differ"
            : !Money.SequenceEqual(other.Money) ? "the sums of money differ"
            : null;
    }
}
