using Ticketing.Infrastructure.Primitives;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Primitives;

public sealed class AscendingIdTests
{
    [Fact]
    public void Ids_of_one_millisecond_ascend_in_the_order_of_both_databases()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => AscendingId.Create()).ToList();
        Assert.Equal(ids.Distinct(), ids);
        // SQLite compares their text, PostgreSQL their bytes.
        Assert.Equal(ids.Select(id => id.ToString()).Order(StringComparer.Ordinal), ids.Select(id => id.ToString()));
        Assert.All(ids, id => Assert.Equal(7, id.Version));
    }
}
