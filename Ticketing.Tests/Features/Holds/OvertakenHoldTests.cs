using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Postgres;
using Ticketing.Infrastructure.Data.Sqlite;
using Ticketing.Tests.Features.Events;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Holds;

/// <summary>Other buyers take the tickets between check and update, and return them before the next look, each time.</summary>
public sealed class OvertakenHoldTests
{
    [Theory, OnEitherDatabase]
    public async Task The_refusal_names_the_tickets_and_the_reason(DatabaseProvider database)
    {
        await using var app = new OvertakenApp(database);
        var show = await app.PublishTiersAsync();
        await app.PlaceHoldAsync(show, "Early bird", FollowingTypeSteps.EarlyPlaces);
        var standard = show.GetTicketTypeId("Standard");
        app.IsOvertaken = true;
        var following = await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [standard] = 1 });
        var sale = Assert.IsType<SaleOutcome.Refused>(await app.TrySellAsync(show, "Late", 1)).Reason;
        app.IsOvertaken = false;
        Assert.Equal([new RefusedLine(standard, "Standard", new LineRefusal.Following("Early bird"))], GetLines(following));
        Assert.Equal(
            [new RefusedLine(show.GetTicketTypeId("Late"), "Late", new LineRefusal.NotEnoughLeft(0, MayComeBack: true))],
            GetLines(sale)
        );
        await app.AssertInvariantsAsync();
    }

    [Theory, OnEitherDatabase]
    public async Task Tickets_that_come_and_go_are_reported_as_held_by_others(DatabaseProvider database)
    {
        await using var app = new OvertakenApp(database);
        var show = await app.PublishEventAsync(new TicketTypeDraft("Standing", 2000, 5));
        var expected = new RefusedLine(show.TicketTypes[0].Id, "Standing", new LineRefusal.NotEnoughLeft(0, MayComeBack: true));
        app.IsOvertaken = true;
        Assert.Equal([expected], GetLines(await app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [expected.TicketTypeId] = 1 })));
        Assert.Equal([expected], GetLines(Assert.IsType<SaleOutcome.Refused>(await app.TrySellAsync(show, "Standing", 1)).Reason));
        app.IsOvertaken = false;
        await app.SellAsync(show, "Standing", 5);
    }

    private static IReadOnlyList<RefusedLine> GetLines(HoldOutcome outcome) => Assert.IsType<HoldOutcome.Refused>(outcome).Lines;

    private sealed class OvertakenApp(DatabaseProvider database) : TicketingApp(database)
    {
        private readonly NoTicketsTaken interceptor = new();

        public bool IsOvertaken
        {
            set => interceptor.IsActive = value;
        }

        protected override void OverrideServices(IServiceCollection services) =>
            services
                .ConfigureDbContext<SqliteTicketingDbContext>(options => options.AddInterceptors(interceptor))
                .ConfigureDbContext<PostgresTicketingDbContext>(options => options.AddInterceptors(interceptor));
    }

    private sealed class NoTicketsTaken : DbCommandInterceptor
    {
        public bool IsActive { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) =>
            ValueTask.FromResult(
                IsActive
                && command.CommandText.StartsWith("UPDATE ", StringComparison.Ordinal)
                && command.CommandText.Contains("ticket_types", StringComparison.Ordinal)
                    ? InterceptionResult<int>.SuppressWithResult(0)
                    : result
            );
    }
}
