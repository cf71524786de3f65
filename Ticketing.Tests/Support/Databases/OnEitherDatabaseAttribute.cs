using System.Reflection;
using System.Text;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Infrastructure.Data.Releases;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Ticketing.Tests.Support.Databases;

/// <summary>
/// For tests that are not about the database, and for the longest proofs: in the full run on both, in the short run on one of the two,
/// chosen by the test's name. A third use PostgreSQL, where a test takes twice as long. Other races, kills, migrations and reports use
/// <see cref="OnBothDatabasesAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEitherDatabaseAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        DatabaseProvider[] databases = [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([
            .. (TestScale.IsFull ? databases : [databases[Choose(testMethod.Name)]]).Select(CreateRow),
        ]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    private int Choose(string testName) =>
        PostgresServer.SkipReason is null && (StatementRecorder.IsOn || Sum(testName + string.Concat(values)) % 3 == 0) ? 1 : 0;

    private static int Sum(string text) => Encoding.UTF8.GetBytes(text).Sum(letter => letter);

    private TheoryDataRow CreateRow(DatabaseProvider database) =>
        new([database, .. values]) { Skip = database == DatabaseProvider.Postgres ? PostgresServer.SkipReason : null };
}
