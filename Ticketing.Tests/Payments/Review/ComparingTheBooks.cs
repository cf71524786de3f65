using Ticketing.Payments.Review;
using Xunit;

namespace Ticketing.Tests.Payments.Review;

public sealed class ComparingTheBooks
{
    private const int Rounds = 2_000;

    [Fact]
    public void Books_that_agree_have_no_difference_and_the_same_sums() => Try((random, seed) =>
    {
        var books = Filled(random);

        var report = Comparison.Of(RandomBooks.Span, books.Theirs, books.Ours);

        Assert.True(report.Differences.Count == 0, $"Seed {seed}: {string.Join(", ", report.Differences)}");
        Assert.Equal(books.NotOurs, report.NotOurs);
        Assert.All(report.Sums, sums => Assert.Equal(sums.There with { Fees = 0 }, sums.Here with { Fees = 0 }));
    });

    [Fact]
    public void Exactly_what_was_made_different_is_found() => Try((random, seed) =>
    {
        var books = Filled(random);
        var kinds = Enum.GetValues<DifferenceKind>();
        var wrong = Enumerable.Range(0, random.Next(1, 8)).Select(_ => kinds[random.Next(kinds.Length)]).Select(kind => (kind, books.Add(kind))).Order().ToList();

        var found = Comparison.Of(RandomBooks.Span, books.Theirs, books.Ours).Differences.Select(d => (d.Kind, d.About)).Order().ToList();

        Assert.True(wrong.SequenceEqual(found), $"Seed {seed}: {string.Join(", ", wrong)} became {string.Join(", ", found)}");
    });

    [Fact]
    public void Each_kind_of_difference_is_found_alone() => Assert.All(Enum.GetValues<DifferenceKind>(), kind =>
    {
        var books = new RandomBooks(new Random(7));
        var about = books.Add(kind);
        var found = Assert.Single(Comparison.Of(RandomBooks.Span, books.Theirs, books.Ours).Differences);
        Assert.Equal((kind, about), (found.Kind, found.About));
        Assert.Equal(kind == DifferenceKind.UnknownHere, found.Order is null);
    });

    private static RandomBooks Filled(Random random)
    {
        var books = new RandomBooks(random);
        for (var i = random.Next(30); i > 0; i--)
        {
            books.AddAgreeing();
        }

        return books;
    }

    private static void Try(Action<Random, int> round)
    {
        var first = Random.Shared.Next(1_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"Seeds {first} to {first + Rounds - 1}");
        for (var seed = first; seed < first + Rounds; seed++)
        {
            round(new Random(seed), seed);
        }
    }
}
