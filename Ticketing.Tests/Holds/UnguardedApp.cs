using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data;
using Ticketing.Data.Postgres;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Holds;

/// <summary>Removes the stock condition from the UPDATE, as if the code checked first and wrote later.</summary>
internal sealed partial class UnguardedApp(DatabaseProvider database) : TicketingApp(database)
{
    public Task DropChecksAsync() => UseAsync<TicketingDbContext>(db => db.WriteAsync(
        () => db.Database.ExecuteSqlRawAsync("ALTER TABLE ticket_types DROP CONSTRAINT ck_ticket_types_stock", TestContext.Current.CancellationToken),
        TestContext.Current.CancellationToken));

    protected override void Arrange(IServiceCollection services) =>
        services.ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(new Cutter()));

    private sealed partial class Cutter : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("UPDATE ticket_types", StringComparison.Ordinal))
            {
                Assert.Matches(Guard(), command.CommandText);
                command.CommandText = Guard().Replace(command.CommandText, "");
            }

            return ValueTask.FromResult(result);
        }

        [GeneratedRegex(@" AND t\.held \+ t\.sold \+ @\w+ <= t\.capacity")]
        private static partial Regex Guard();
    }
}
