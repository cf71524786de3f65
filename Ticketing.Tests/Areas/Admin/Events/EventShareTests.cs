using System.Net;
using Ticketing.Features.Events;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Events;

public sealed class EventShareTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory]
    [OnEitherDatabase(EventStatus.Inactive, false)]
    [OnEitherDatabase(EventStatus.Cancelled, false)]
    [OnEitherDatabase(EventStatus.Postponed, true)]
    [OnEitherDatabase(EventStatus.Active, true)]
    public async Task The_link_of_a_page_that_buyers_need_can_be_shared(DatabaseProvider database, EventStatus status, bool isShared)
    {
        var app = venues.On(database);
        var (coming, past) = (
            await app.AddEventAsync(status),
            await app.AddEventAsync(status, change: e => (e.StartsAt, e.DoorsAt) = (app.Clock.GetUtcNow().AddDays(-1), null))
        );
        using var staff = await app.SignInAsStaffAsync();
        foreach (var show in new[] { coming, past })
        {
            var page = (await staff.OpenAsync($"/admin/events/{show.Id}")).ExpectStatus(HttpStatusCode.OK);
            Assert.Equal(isShared, page.Document.QuerySelector("[data-share-link]") is not null);
        }
    }
}
