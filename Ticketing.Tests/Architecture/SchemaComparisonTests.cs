using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Architecture;

public sealed class SchemaComparisonTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Fact]
    public async Task Both_databases_have_the_same_tables_keys_indexes_and_checks()
    {
        PostgresServer.SkipIfUnavailable();
        var sqlite = await SchemaReader.ReadAsync(venues.On(DatabaseProvider.Sqlite));
        var postgres = await SchemaReader.ReadAsync(venues.On(DatabaseProvider.Postgres));

        Assert.Contains("check ck_holds_slot of holds: slot IN 1, 2", sqlite);
        var differences = sqlite
            .Except(postgres)
            .Select(fact => $"SQLite only: {fact}")
            .Concat(postgres.Except(sqlite).Select(fact => $"PostgreSQL only: {fact}"));
        Assert.True(sqlite.SequenceEqual(postgres), string.Join(Environment.NewLine, differences));
    }
}
