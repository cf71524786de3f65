using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Holds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventEditingRaceTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_event_withdrawn_while_people_buy_is_either_withdrawn_or_has_buyers(DatabaseProvider database)
    {
        app = venues.On(database);
        for (var round = 0; round < 6; round++)
        {
            var show = await app.PublishEventAsync();
            var buyers = Enumerable
                .Range(0, 6)
                .Select(_ =>
                    Task.Run(() => app.TryPlaceHoldAsync(show, new Dictionary<Guid, int> { [show.GetTicketTypeId("Standing")] = 1 }))
                )
                .ToList();
            var withdrawn = await Task.Run(() => app.UseAsync<PublishEvent, PublishOutcome>(publish => publish.WithdrawAsync(show.Id, Ct)));
            var held = (await Task.WhenAll(buyers)).Count(outcome => outcome is HoldOutcome.Placed);
            var after = await app.GetEventAsync(show);
            Assert.Equal(withdrawn is PublishOutcome.Done, after.Status == EventStatus.Inactive);
            Assert.Equal(held, after.Held);
            Assert.True(held == 0 || after.Status == EventStatus.Active, $"{held} held of an event that is {after.Status}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_save_at_once_do_not_both_win(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        var before = await app.GetEventAsync(show);
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(() =>
                    {
                        var form = EventForm.From(before);
                        var from = Revision.Create(before.Version, form);
                        form.Title = $"Title {i}";
                        return app.UseAsync<EditEvent, EditOutcome>(edit => edit.SaveAsync(show.Id, form, from, Ct));
                    })
                )
        );
        Assert.Single(outcomes.OfType<EditOutcome.Saved>());
        Assert.Equal(7, outcomes.OfType<EditOutcome.Conflict>().Count());
        Assert.Equal(before.Version + 1, (await app.GetEventAsync(show)).Version);
        Assert.Single(await app.GetAuditEntriesAsync(show.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Two_events_that_want_one_address_get_it_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var shows = new[]
        {
            await app.PublishEventAsync(),
            await app.PublishEventAsync(),
            await app.PublishEventAsync(),
            await app.PublishEventAsync(),
        };
        var wish = $"wanted-by-all-{database.ToString().ToLowerInvariant()}";
        var outcomes = await Task.WhenAll(shows.Select(show => Task.Run(() => app.EditEventAsync(show, form => form.Slug = wish))));
        Assert.Single(outcomes.OfType<EditOutcome.Saved>());
        Assert.Equal(3, outcomes.OfType<EditOutcome.Refused>().Count());
    }
}
