using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Ticketing.Features.Messages;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Delivery;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Messages;

public sealed class NewsTests(NewsTests.Venues venues) : IClassFixture<NewsTests.Venues>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task Who_unsubscribes_gets_no_more_news_but_still_what_is_about_the_order(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "Ada@example.com");
        await app.GiveAsync(show, "grace@example.com");
        var news = await app.ScheduleAsync(show, form => form.Topic = nameof(MessageTopic.News));
        await app.RunMessagesAsync();
        var mails = await app.GetMailsAsync(news);
        var ready = await RenderAsync(app, mails.Single(mail => mail.RecipientKey == "ada@example.com"));
        var link = new Uri(ready.Email.UnsubscribeUrl!);
        Assert.Equal($"<{link}>", ready.Mail.Message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("List-Unsubscribe=One-Click", ready.Mail.Message.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Contains($"{link}", ready.Email.Text, StringComparison.Ordinal);

        using var reader = app.NewBrowser();
        var page = (await reader.OpenAsync(link.PathAndQuery)).ExpectStatus(HttpStatusCode.OK);
        Assert.DoesNotContain("example.com", page.Text, StringComparison.Ordinal);
        var done = await page.SubmitAsync("main form");
        Assert.Contains("You’re unsubscribed", done.ExpectStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await app.SendMessagesAsync();
        Assert.Equal(
            [NotificationStatus.Dropped, NotificationStatus.Sent],
            (await app.GetMailsAsync(news)).OrderBy(mail => mail.RecipientKey, StringComparer.Ordinal).Select(mail => mail.Status)
        );

        // The same mailbox, spelled in another way.
        await app.GiveAsync(show, "ada+tickets@example.com");
        var (more, about) = (await app.ScheduleAsync(show, form => form.Topic = nameof(MessageTopic.News)), await app.ScheduleAsync(show));
        Assert.Equal(
            new MessageAudience(3, 2, 0),
            await app.UseAsync<MessageOrders, MessageAudience>(orders => orders.CountAsync(more, Ct))
        );
        await app.SendMessagesAsync();
        Assert.Equal(["grace@example.com"], await app.GetAddressesAsync(more));
        Assert.Equal(2, (await app.GetListedAsync(more)).Progress.Unsubscribed);
        Assert.Equal(3, (await app.GetMailsAsync(about)).Count);
        Assert.Null((await RenderAsync(app, (await app.GetMailsAsync(about))[0])).Email.UnsubscribeUrl);
    }

    [Theory, OnEitherDatabase]
    public async Task The_link_is_in_the_language_of_the_order_and_the_button_of_mail_programs_needs_no_form(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.SetLanguageAsync(await app.GiveAsync(show, "karl@example.com"), "de");
        var news = await app.ScheduleAsync(show, form => form.Topic = nameof(MessageTopic.News));
        await app.RunMessagesAsync();
        var email = (await RenderAsync(app, Assert.Single(await app.GetMailsAsync(news)))).Email;
        var link = new Uri(Regex.Match(email.Text, @"https?://\S+/unsubscribe\?token=\w+").Value);
        using var reader = app.NewBrowser();
        var page = (await reader.OpenAsync(link.PathAndQuery)).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("Unsere Neuigkeiten abbestellen?", page.Text, StringComparison.Ordinal);
        var button = new Uri(email.UnsubscribeUrl!);
        Assert.Equal(($"/de{button.AbsolutePath}", button.Query), (link.AbsolutePath, link.Query));
        Assert.All(
            page.Document.QuerySelectorAll("a[hreflang]"),
            other => Assert.EndsWith(link.Query, other.GetAttribute("href")!, StringComparison.Ordinal)
        );
        Assert.NotNull(page.Document.QuerySelector("a[hreflang=ar]"));
        using var program = app.CreateClient(new() { BaseAddress = new Uri("https://tickets.example") });
        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        var answer = await program.PostAsync(new Uri(button.PathAndQuery, UriKind.Relative), oneClick, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(await app.UseAsync<NewsAddresses, bool>(addresses => addresses.IsUnsubscribedAsync("karl@example.com", Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task A_link_that_the_venue_has_not_made_stops_nothing(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        await app.GiveAsync(show, "linus@example.com");
        var news = await app.ScheduleAsync(show, form => form.Topic = nameof(MessageTopic.News));
        await app.RunMessagesAsync();
        var url = (await RenderAsync(app, Assert.Single(await app.GetMailsAsync(news)))).Email.UnsubscribeUrl!;
        var token = url.Split('=')[1];
        var forged = token[..^1] + (token[^1] == '0' ? '1' : '0');
        using var reader = app.NewBrowser();
        foreach (var wrong in new[] { forged, token[..64], "", new string('a', 128) })
        {
            var page = await reader.OpenAsync($"/unsubscribe?token={wrong}");
            Assert.Contains("This link doesn’t work", page.ExpectStatus(HttpStatusCode.NotFound).Text, StringComparison.Ordinal);
        }

        Assert.False(await app.UseAsync<UnsubscribeLinks, bool>(links => links.UnsubscribeAsync(forged, Ct)));
        Assert.False(await app.UseAsync<NewsAddresses, bool>(news => news.IsUnsubscribedAsync("linus@example.com", Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task Nobody_is_told_that_buyers_were_asked_for_their_consent(DatabaseProvider database)
    {
        var app = venues.On(database);
        var show = await app.PublishEventAsync();
        using var staff = await app.SignInAsStaffAsync();
        var form = await staff.OpenAsync($"/admin/events/{show.Id}/messages/compose");
        Assert.Contains("Goes to all the buyers you choose who haven’t unsubscribed", form.Text, StringComparison.Ordinal);
        var privacy = await staff.OpenAsync("/privacy");
        Assert.Contains("may send you news", privacy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("for nothing else", privacy.Text, StringComparison.Ordinal);
    }

    private static async Task<RenderResult.Ready> RenderAsync(TicketingApp app, Notification mail) =>
        Assert.IsType<RenderResult.Ready>(await app.Services.GetRequiredService<EmailRenderer>().RenderAsync(mail, Ct));

    public sealed class Venues : VenueFixture
    {
        protected override TicketingApp Create(DatabaseProvider database) => new TicketingApp(database).Set("Messages:AllowNews", "true");
    }
}
