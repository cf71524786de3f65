using System.Reflection;
using Ticketing.Settings;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Ticketing.Tests.Support;

/// <summary>
/// Runs a theory once per database, which is the first argument; the given values follow. PostgreSQL is skipped if it is not available.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBothDatabasesAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow([DatabaseProvider.Sqlite, .. values]),
            new TheoryDataRow([DatabaseProvider.Postgres, .. values]) { Skip = PostgresServer.MissingBecause },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
