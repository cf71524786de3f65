using System.Reflection;
using Ticketing.Settings;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Ticketing.Tests.Support;

/// <summary>
/// Runs a theory once for each database, which is its first argument; the values given here follow. Where PostgreSQL is not there, its
/// row shows as skipped.
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
