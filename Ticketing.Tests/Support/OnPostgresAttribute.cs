using System.Reflection;
using Ticketing.Settings;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Ticketing.Tests.Support;

/// <summary>For what only a database with many writers can show. The theory's one argument is the database, as it shows in the results.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([new TheoryDataRow(DatabaseProvider.Postgres) { Skip = PostgresServer.MissingBecause }]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
