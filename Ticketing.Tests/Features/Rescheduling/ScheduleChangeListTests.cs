using Ticketing.Features.Events;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

public sealed class ScheduleChangeListTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The documentation of the API names their number.</summary>
    [Theory, OnBothDatabases]
    public async Task The_latest_50_are_listed(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishShowAsync();
        var changes = Enumerable.Range(0, 51).Select(_ => CreateChange(show, app.Clock.GetUtcNow())).ToList();
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                {
                    db.AddRange(changes);
                    return db.SaveChangesAsync(Ct);
                },
                ct: Ct
            )
        );
        var listed = await app.UseAsync<ScheduleChangeQueries, IReadOnlyList<ListedScheduleChange>>(q => q.GetForEventAsync(show.Id, Ct));
        Assert.Equal(changes.Select(change => change.Id).OrderDescending().Take(50), listed.Select(row => row.Change.Id));
    }

    private static ScheduleChange CreateChange(Event show, DateTimeOffset madeAt) =>
        new()
        {
            EventId = show.Id,
            Kind = ScheduleChangeKind.Moved,
            Message = "",
            RefundsUntil = null,
            Told = 0,
            WithoutEmail = 1,
            MadeBy = "Grace",
            MadeAt = madeAt,
            OldTimeZone = show.TimeZone,
            OldDoorsAt = show.DoorsAt,
            OldStartsAt = show.StartsAt,
            OldEndsAt = show.EndsAt,
            OldLocation = show.Location,
            OldAddress = show.Address,
        };
}
