using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Holds;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Events;

public sealed class PublishingUnderLoad(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task An_event_withdrawn_while_people_buy_is_either_withdrawn_or_has_buyers(DatabaseProvider database)
    {
        app = venues.On(database);
        for (var round = 0; round < 6; round++)
        {
            var show = await app.PublishAsync();
            var buyers = Enumerable.Range(0, 6).Select(_ => Task.Run(() => app.HoldAsync(show, new Dictionary<Guid, int> { [show.TypeId("Standing")] = 1 }))).ToList();
            var withdrawn = await Task.Run(() => app.UseAsync<PublishEvent, PublishOutcome>(publish => publish.WithdrawAsync(show.Id, Ct)));
            var held = (await Task.WhenAll(buyers)).Count(outcome => outcome is HoldOutcome.Placed);
            var after = await app.ReadAsync(show);
            Assert.Equal(withdrawn is PublishOutcome.Done, after.Status == EventStatus.Inactive);
            Assert.Equal(held, after.Held);
            Assert.True(held == 0 || after.Status == EventStatus.Active, $"{held} held of an event that is {after.Status}");
        }
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_save_at_once_do_not_both_win(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishAsync();
        var before = await app.ReadAsync(show);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            var form = EventForm.Of(before);
            var from = Revision.Of(before.Version, form);
            form.Title = $"Title {i}";
            return app.UseAsync<EditEvent, EditOutcome>(edit => edit.SaveAsync(show.Id, form, from, Ct));
        })));
        Assert.Single(outcomes.OfType<EditOutcome.Saved>());
        Assert.Equal(7, outcomes.OfType<EditOutcome.Collided>().Count());
        Assert.Equal(before.Version + 1, (await app.ReadAsync(show)).Version);
        Assert.Single(await app.AuditAsync(show.Id));
    }

    [Theory, OnBothDatabases]
    public async Task Two_events_that_want_one_address_get_it_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var shows = new[] { await app.PublishAsync(), await app.PublishAsync(), await app.PublishAsync(), await app.PublishAsync() };
        var wish = $"wanted-by-all-{database.ToString().ToLowerInvariant()}";
        var outcomes = await Task.WhenAll(shows.Select(show => Task.Run(() => app.EditAsync(show, form => form.Slug = wish))));
        Assert.Single(outcomes.OfType<EditOutcome.Saved>());
        Assert.Equal(3, outcomes.OfType<EditOutcome.Refused>().Count());
    }
}
