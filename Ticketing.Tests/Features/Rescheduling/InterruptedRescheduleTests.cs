using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Rescheduling;

public sealed class InterruptedRescheduleTests
{
    private const int Orders = 12;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Killed_at_any_statement_the_change_and_all_its_emails_are_saved_or_none(DatabaseProvider database)
    {
        await using var app = new StoppingVenue(database);
        var show = await app.PublishShowAsync();
        for (var i = 0; i < Orders; i++)
        {
            await app.BuyAsync(show, "Standing", 1, $"buyer{i}@example.com");
        }

        var stops = 0;
        for (; ; stops++)
        {
            app.Commands.StopAt(stops);
            try
            {
                await app.MoveByDaysAsync(show, 7, ReschedulingSteps.Tell);
                app.Commands.Continue();
                break;
            }
            catch (Exception error) when (error.GetBaseException() is StoppedException)
            {
                app.Commands.Continue();
            }

            Assert.Equal(show.StartsAt, (await app.GetEventAsync(show)).StartsAt);
            Assert.Empty(await app.GetNoticesAsync(show));
            Assert.Empty(await app.GetAuditEntriesAsync(show.Id));
            Assert.False(await app.UseAsync<TicketingDbContext, bool>(db => db.Set<ScheduleChange>().AnyAsync(Ct)));
        }

        Assert.True(stops > 5, $"Only {stops} statements were interrupted.");
        Assert.Equal(show.StartsAt.AddDays(7), (await app.GetEventAsync(show)).StartsAt);
        Assert.Equal(Orders, (await app.GetNoticesAsync(show)).Select(mail => mail.OrderId).Distinct().Count());

        // The emails go out after a restart, each once.
        await app.RunJobAsync<NotificationDispatcher>();
        var sent = await app.GetNoticesAsync(show);
        Assert.Equal(Orders, sent.Count);
        Assert.All(sent, mail => Assert.Equal((NotificationStatus.Sent, 1), (mail.Status, mail.Attempts)));
    }
}
