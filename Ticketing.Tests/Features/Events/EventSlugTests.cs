using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public sealed class EventSlugTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task A_former_slug_redirects_with_its_files_and_its_form(DatabaseProvider database)
    {
        app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.EditEventAsync(show, form => form.Slug = $"{show.Slug}-anew");
        foreach (
            var (path, target) in new[]
            {
                ("", ""),
                ("/calendar.ics", "/calendar.ics"),
                ("/poster.png", "/poster.png"),
                ("/poster.svg", "/poster.svg"),
            }
        )
        {
            using var visitor = app.NewBrowser();
            using var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/events/{show.Slug}{path}"));
            Assert.Equal(
                (HttpStatusCode.MovedPermanently, $"/events/{show.Slug}-anew{target}"),
                (answer.StatusCode, answer.Headers.Location!.OriginalString)
            );
        }

        using var late = app.NewBrowser();
        using var posted = await late.SendAsync(
            Browser.PostRequest($"/events/{show.Slug}", [new($"Quantities[{show.GetTicketTypeId("Standing")}]", "1")])
        );
        Assert.Equal(
            (HttpStatusCode.PermanentRedirect, $"/events/{show.Slug}-anew"),
            (posted.StatusCode, posted.Headers.Location!.OriginalString)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task A_former_slug_is_refused_to_others_and_can_be_taken_back(DatabaseProvider database)
    {
        app = venues.On(database);
        var (one, other) = (await app.PublishEventAsync(), await app.PublishEventAsync());
        await app.EditEventAsync(one, form => form.Slug = $"{one.Slug}-anew");
        foreach (var taken in new[] { one.Slug, $"{one.Slug}-anew" })
        {
            var refused = Assert.IsType<EditOutcome.Refused>(await app.EditEventAsync(other, form => form.Slug = taken));
            Assert.Contains("Another event has this address", refused.Errors["Slug"], StringComparison.Ordinal);
        }

        Assert.IsType<EditOutcome.Saved>(await app.EditEventAsync(one, form => form.Slug = one.Slug));
        using var visitor = app.NewBrowser();
        (await visitor.OpenAsync($"/events/{one.Slug}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal($"/events/{one.Slug}", (await visitor.OpenAsync($"/events/{one.Slug}-anew")).ExpectStatus(HttpStatusCode.OK).Path);
    }
}
