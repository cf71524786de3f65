using Ticketing.Features.Payments.Reconciliation;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

public sealed class ReconciliationComparisonTests
{
    private const int Rounds = 2_000;

    [Fact]
    public void Matching_records_have_no_differences_and_equal_totals() =>
        RunRounds(
            (random, seed) =>
            {
                var books = CreateMatching(random);

                var report = RecordComparison.Compare(RandomLedgers.Span, books.Provider, books.Local);

                Assert.True(report.Differences.Count == 0, $"Seed {seed}: {string.Join(", ", report.Differences)}");
                Assert.Equal(books.ForeignPayments, report.UnrelatedPayments);
                Assert.All(report.Totals, sums => Assert.Equal(sums.Provider with { Fees = 0 }, sums.Local with { Fees = 0 }));
            }
        );

    [Fact]
    public void Exactly_the_added_differences_are_found() =>
        RunRounds(
            (random, seed) =>
            {
                var books = CreateMatching(random);
                var kinds = Enum.GetValues<PaymentDifferenceKind>();
                var wrong = Enumerable
                    .Range(0, random.Next(1, 8))
                    .Select(_ => kinds[random.Next(kinds.Length)])
                    .Select(kind => (kind, books.AddDifference(kind)))
                    .Order()
                    .ToList();

                var found = RecordComparison
                    .Compare(RandomLedgers.Span, books.Provider, books.Local)
                    .Differences.Select(d => (d.Kind, d.About))
                    .Order()
                    .ToList();

                Assert.True(wrong.SequenceEqual(found), $"Seed {seed}: {string.Join(", ", wrong)} became {string.Join(", ", found)}");
            }
        );

    [Fact]
    public void Each_kind_of_difference_is_found_alone() =>
        Assert.All(
            Enum.GetValues<PaymentDifferenceKind>(),
            kind =>
            {
                var books = new RandomLedgers(new Random(7));
                var about = books.AddDifference(kind);
                var found = Assert.Single(RecordComparison.Compare(RandomLedgers.Span, books.Provider, books.Local).Differences);
                Assert.Equal((kind, about), (found.Kind, found.About));
                Assert.Equal(kind == PaymentDifferenceKind.PaymentNotFoundLocally, found.Order is null);
            }
        );

    private static RandomLedgers CreateMatching(Random random)
    {
        var books = new RandomLedgers(random);
        for (var i = random.Next(30); i > 0; i--)
        {
            books.AddMatching();
        }

        return books;
    }

    private static void RunRounds(Action<Random, int> round)
    {
        var first = Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"Seeds {first} to {first + Rounds - 1}");
        for (var seed = first; seed < first + Rounds; seed++)
        {
            round(new Random(seed), seed);
        }
    }
}
