using System.Runtime.CompilerServices;
using Xunit;

namespace Ticketing.Tests.Support.Databases;

/// <summary>For PostgreSQL only; skipped if it is not available.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : FactAttribute
{
    public OnPostgresAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = PostgresServer.SkipReason;
}
