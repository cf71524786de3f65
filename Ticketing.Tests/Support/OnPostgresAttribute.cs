using System.Runtime.CompilerServices;
using Xunit;

namespace Ticketing.Tests.Support;

/// <summary>A fact about PostgreSQL alone. Where it is not there, the test shows as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : FactAttribute
{
    public OnPostgresAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = PostgresServer.MissingBecause;
}
