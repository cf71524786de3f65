using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Architecture;

public sealed class TwoSchemas(Venues venues) : IClassFixture<Venues>
{
    [Fact]
    public async Task Both_databases_have_the_same_tables_keys_indexes_and_checks()
    {
        PostgresServer.SkipWhereMissing();
        var sqlite = await Catalogue.ReadAsync(venues.On(DatabaseProvider.Sqlite), new SqliteCatalogue());
        var postgres = await Catalogue.ReadAsync(venues.On(DatabaseProvider.Postgres), new PostgresCatalogue());

        Assert.Contains("check ck_holds_slot of holds: slot IN 1, 2", sqlite);
        var differences = sqlite.Except(postgres).Select(fact => $"SQLite only: {fact}").Concat(postgres.Except(sqlite).Select(fact => $"PostgreSQL only: {fact}"));
        Assert.True(sqlite.SequenceEqual(postgres), string.Join(Environment.NewLine, differences));
    }
}
