using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

/// <summary>Removes the stock condition from the UPDATE, as if the code checked first and wrote later.</summary>
internal sealed partial class UnguardedApp(DatabaseProvider database) : TicketingApp(database)
{
    public Task DropChecksAsync() =>
        UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Database.ExecuteSqlRawAsync(
                        "ALTER TABLE ticket_types DROP CONSTRAINT ck_ticket_types_stock",
                        TestContext.Current.CancellationToken
                    ),
                TestContext.Current.CancellationToken
            )
        );

    protected override void OverrideServices(IServiceCollection services) =>
        services.ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(new GuardRemovingInterceptor()));

    private sealed partial class GuardRemovingInterceptor : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (command.CommandText.StartsWith("UPDATE ticket_types", StringComparison.Ordinal))
            {
                Assert.Matches(Guard(), command.CommandText);
                command.CommandText = Guard().Replace(command.CommandText, "");
            }

            return ValueTask.FromResult(result);
        }

        [GeneratedRegex(@" AND t\.held \+ t\.sold \+ t\.reserved \+ @\w+ <= t\.capacity")]
        private static partial Regex Guard();
    }
}
