using System.Net;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class SaleWarningTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly DateTimeOffset Now = new(2031, 2, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_normal_type_gets_none() => Assert.Empty(Find(_ => { }, room: 200));

    [Fact]
    public void More_tickets_than_the_room_holds() =>
        Assert.Equal(
            "The capacity is 500, but the event has room for 200: no more than 200 can be sold.",
            Assert.Single(Find(type => type.Capacity = 500, room: 200))
        );

    [Fact]
    public void No_tickets_at_all() =>
        Assert.Equal("The capacity is 0, so none can be sold.", Assert.Single(Find(type => type.Capacity = 0, room: null)));

    [Fact]
    public void A_sale_that_begins_when_the_event_has_begun() =>
        Assert.Contains(
            "starts after the event has started",
            Assert.Single(Find(type => type.SalesStartAt = Now.AddDays(28), room: null)),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_sale_that_is_over_already() =>
        Assert.Contains(
            "has already ended",
            Assert.Single(Find(type => type.SalesEndAt = Now.AddDays(-1), room: null)),
            StringComparison.Ordinal
        );

    [Fact]
    public void Nothing_of_a_sale_that_ended_as_planned() =>
        Assert.Empty(
            Find(
                type =>
                {
                    type.SalesEndAt = Now.AddDays(-1);
                    typeof(TicketType).GetProperty(nameof(TicketType.Sold))!.SetValue(type, 60);
                },
                room: null
            )
        );

    [Fact]
    public void Nothing_of_a_withdrawn_type() =>
        Assert.Empty(
            Find(
                type =>
                {
                    type.Capacity = 0;
                    type.IsWithdrawn = true;
                },
                room: null
            )
        );

    [Theory, OnEitherDatabase]
    public async Task They_are_shown_when_the_type_is_saved_and_on_the_event(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.AddEventAsync(
            EventStatus.Inactive,
            change: e => e.Capacity = 200,
            types: new TicketTypeDraft("Standing", 1400, 100)
        );
        using var staff = await app.SignInAsStaffAsync();
        var saved = (
            await (await staff.OpenAsync($"/admin/events/{show.Id}/types")).SubmitAsync(
                "form[action*='handler=Save']",
                new Dictionary<string, string> { ["Form.Capacity"] = "500" }
            )
        ).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Saved: Standing. The capacity is 500", saved.Text, StringComparison.Ordinal);
        Assert.Contains("room for 200", saved.Document.QuerySelector(".types .notice.warn")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Standing: The capacity is 500, but",
            (await staff.OpenAsync($"/admin/events/{show.Id}")).Document.QuerySelector(".notice.warn")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static IReadOnlyList<string> Find(Action<TicketType> change, int? room)
    {
        var @event = new Event
        {
            Slug = "show",
            Title = "Show",
            Location = "The Blue Room",
            TimeZone = "Europe/London",
            StartsAt = Now.AddDays(28),
            CreatedAt = Now,
            CreatedBy = null,
            Capacity = room,
        };
        var type = @event.AddTicketType("Standing", 1400, 100);
        change(type);
        return SaleWarnings.Find(@event, type, Now);
    }
}
