namespace Ticketing.Tests.Support.FakeStripe.Api;

/// <summary>Filter <c>created=1700000000</c>, or <c>created[gte]=…</c> with <c>gt</c>, <c>lt</c> and <c>lte</c>.</summary>
/// <param name="First">Unix seconds, inclusive, as is <paramref name="Last"/>.</param>
internal readonly record struct CreatedFilter(long First, long Last)
{
    public static CreatedFilter Read(RequestParameters asked, string name = "created")
    {
        if (!asked.HasParts(name))
        {
            var exactly = asked.Integer(name, min: 0);
            return new CreatedFilter(exactly ?? long.MinValue, exactly ?? long.MaxValue);
        }

        var range = asked.RequiredObject(name);
        var (from, after) = (range.Integer("gte", min: 0), range.Integer("gt", min: 0));
        var (until, before) = (range.Integer("lte", min: 0), range.Integer("lt", min: 0));
        return new CreatedFilter(
            Math.Max(from ?? long.MinValue, after + 1 ?? long.MinValue),
            Math.Min(until ?? long.MaxValue, before - 1 ?? long.MaxValue)
        );
    }

    public bool Contains(DateTimeOffset at) => at.ToUnixTimeSeconds() is var seconds && seconds >= First && seconds <= Last;
}
