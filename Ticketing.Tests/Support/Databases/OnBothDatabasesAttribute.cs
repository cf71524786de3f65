using System.Reflection;
using Ticketing.Infrastructure.Configuration.Sections;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Ticketing.Tests.Support.Databases;

/// <summary>
/// Runs a theory once per database, which is the first argument; the given values follow. PostgreSQL is skipped if it is not available.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnBothDatabasesAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
            new TheoryDataRow([DatabaseProvider.Sqlite, .. values]),
            new TheoryDataRow([DatabaseProvider.Postgres, .. values]) { Skip = PostgresServer.SkipReason },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
