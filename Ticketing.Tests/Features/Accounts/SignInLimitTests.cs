using System.Net;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Accounts;

/// <summary>All browsers of a test share one network address.</summary>
public sealed class SignInLimitTests(SignInLimitTests.LimitedVenues venues) : IClassFixture<SignInLimitTests.LimitedVenues>
{
    private TicketingApp app = null!;

    [Theory, OnEitherDatabase]
    public async Task Six_colleagues_behind_one_address_sign_in_within_a_minute(DatabaseProvider database)
    {
        app = venues.On(database);
        for (var i = 0; i < 6; i++)
        {
            var member = await app.CreateStaffAsync();
            using var browser = app.NewBrowser();
            (await browser.EnterPasswordAsync(member.Email, "mistyped")).ExpectStatus(HttpStatusCode.Forbidden);
            (await browser.SignInAsync(member)).ExpectStatus(HttpStatusCode.OK);
        }
    }

    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task Failures_for_one_name_are_limited_whether_or_not_it_exists(DatabaseProvider database, bool exists)
    {
        app = venues.On(database);
        var email = exists ? (await app.CreateStaffAsync()).Email : AccountActions.NewEmailAddress();
        using var browser = app.NewBrowser();
        for (var i = 0; i < SignInLimits.MaxPerName; i++)
        {
            (await browser.EnterPasswordAsync(email, "wrong")).ExpectStatus(HttpStatusCode.Forbidden);
        }

        (await browser.EnterPasswordAsync(email.ToUpperInvariant(), "wrong")).ExpectStatus(HttpStatusCode.TooManyRequests);
        (await browser.EnterPasswordAsync("another@blueroom.example", "wrong")).ExpectStatus(HttpStatusCode.Forbidden);
        app.Clock.Advance(SignInLimits.Period);
        (await browser.EnterPasswordAsync(email, "wrong")).ExpectStatus(HttpStatusCode.Forbidden);
    }

    [Theory, OnEitherDatabase]
    public async Task Failures_from_one_address_are_limited_across_names_and_processes(DatabaseProvider database)
    {
        await using var first = LimitedVenues.Limit(new TicketingApp(database));
        await using var second = LimitedVenues.Limit(new TicketingApp(database)).ShareDatabaseWith(first);
        var guess = 0;
        foreach (var process in new[] { first, second })
        {
            using var browser = process.NewBrowser();
            for (var i = 0; i < SignInLimits.MaxPerAddress / 2; i++)
            {
                (await browser.EnterPasswordAsync($"nobody{guess++}@blueroom.example", "wrong")).ExpectStatus(HttpStatusCode.Forbidden);
            }
        }

        using var next = first.NewBrowser();
        (await next.EnterPasswordAsync("somebody@blueroom.example", "wrong")).ExpectStatus(HttpStatusCode.TooManyRequests);
    }

    [Theory, OnEitherDatabase]
    public async Task Failures_at_the_same_time_are_all_counted(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = AccountActions.NewEmailAddress();
        var pages = await Task.WhenAll(
            Enumerable.Range(0, 2 * SignInLimits.MaxPerName).Select(_ => app.NewBrowser().EnterPasswordAsync(email, "wrong"))
        );
        Assert.Equal(SignInLimits.MaxPerName, pages.Count(page => page.Status == HttpStatusCode.Forbidden));
        Assert.Equal(SignInLimits.MaxPerName, pages.Count(page => page.Status == HttpStatusCode.TooManyRequests));
        app.Clock.Advance(SignInLimits.Period);
    }

    public sealed class LimitedVenues : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => Limit(base.Create(database));

        public static TicketingApp Limit(TicketingApp app) => app.Set("RateLimiting:Enabled", "true");
    }
}
