using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Notifications.Admin;

public sealed class MailAdminTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_mail_is_read_as_the_buyer_got_it_but_its_link_is_nowhere(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, order, token) = await SoldAsync();
        var mail = await app.GetLastMailAsync(address);
        using var staff = await app.SignInAsStaffAsync();
        var tokens = await TokensAsync(order);

        var page = (await staff.OpenAsync($"/admin/notifications/{mail.Id}")).ExpectStatus(HttpStatusCode.OK);
        var letter = await staff.OpenAsync($"/admin/notifications/{mail.Id}/html");
        var list = await staff.OpenAsync($"/admin/notifications?q={Uri.EscapeDataString(address)}");

        Assert.All(
            new[] { page, letter, list, await staff.OpenAsync($"/admin/orders/{order.Reference}") },
            served => Assert.DoesNotContain(token, served.Document.Source.Text, StringComparison.OrdinalIgnoreCase)
        );
        Assert.Contains("You’re in! Your 2 tickets are attached", page.Text, StringComparison.Ordinal);
        Assert.Contains(".pdf", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/orders/{order.Reference}?token=[redacted]", page.Text, StringComparison.Ordinal);
        Assert.Contains(address, list.Text, StringComparison.Ordinal);
        Assert.Contains("View tickets", letter.Text, StringComparison.Ordinal);
        Assert.Equal(
            $"https://tickets.example/orders/{order.Reference}?token=[redacted]",
            letter.Document.QuerySelector("a.button")!.GetAttribute("href")
        );
        Assert.DoesNotContain("would look today", page.Text, StringComparison.Ordinal);

        // Viewing creates no token.
        Assert.Equal(tokens, await TokensAsync(order));
    }

    [Theory, OnEitherDatabase]
    public async Task The_mail_is_shown_in_a_sandboxed_frame(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, _, _) = await SoldAsync();
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/notifications/{(await app.GetLastMailAsync(address)).Id}");
        var frame = page.Document.QuerySelector("iframe")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.Contains("frame-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        var letter = (await staff.OpenAsync(frame.GetAttribute("src")!)).ExpectStatus(HttpStatusCode.OK);
        var policy = letter.Headers["Content-Security-Policy"];
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", letter.Headers["X-Frame-Options"]);
        Assert.Equal("no-store", letter.Headers["Cache-Control"]);
    }

    [Theory]
    [OnEitherDatabase("/admin/join")]
    [OnEitherDatabase("/admin/reset")]
    public async Task A_mail_to_staff_does_not_reveal_its_link_either(DatabaseProvider database, string way)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var address = AccountActions.NewEmailAddress();
        if (way == "/admin/join")
        {
            await superAdmin.InviteAsync(address);
        }
        else
        {
            address = (await app.CreateStaffAsync()).Email;
            using var forgetful = app.NewBrowser();
            await (await forgetful.OpenAsync("/admin/forgot")).SubmitAsync(
                "main form",
                new Dictionary<string, string> { ["Email"] = address }
            );
        }

        var waiting = await ServedAsync(superAdmin, address);
        var link = await app.GetMailedLinkAsync(address);
        var token = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var sent = await ServedAsync(superAdmin, address);
        Assert.All(waiting.Concat(sent), served => Assert.DoesNotContain(token, served, StringComparison.OrdinalIgnoreCase));
        Assert.All(waiting.Concat(sent), served => Assert.Contains($"{way}?token=[redacted]", served, StringComparison.Ordinal));

        // The mailed link works: viewing neither created another nor used it up.
        using var reader = app.NewBrowser();
        (await reader.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task A_mail_that_cannot_be_written_any_more_says_so(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, order, _) = await SoldAsync();
        var mail = await app.GetLastMailAsync(address);
        await app.UseAsync<ResendConfirmation>(resend => resend.ResendByStaffAsync(order.Id, $"moved-{address}", Ct));
        using var staff = await app.SignInAsStaffAsync();

        var page = (await staff.OpenAsync($"/admin/notifications/{mail.Id}")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("cannot be written again", page.Text, StringComparison.Ordinal);
        Assert.Contains("You’re in!", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("iframe"));
        (await staff.OpenAsync($"/admin/notifications/{mail.Id}/html")).ExpectStatus(HttpStatusCode.NotFound);

        var strange = await app.QueueMailAsync();
        Assert.Contains(
            "It cannot be written",
            (await staff.OpenAsync($"/admin/notifications/{strange.Id}")).ExpectStatus(HttpStatusCode.OK).Text,
            StringComparison.Ordinal
        );
        (await staff.OpenAsync($"/admin/notifications/{Guid.NewGuid()}")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Theory, OnEitherDatabase]
    public async Task A_sent_mail_is_shown_as_sent_even_if_it_would_differ_today(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, order, _) = await SoldAsync();
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Ticketing.Features.Events.Event>()
                        .Where(e => e.Id == order.EventId)
                        .ExecuteUpdateAsync(set => set.SetProperty(e => e.Address, "9 New Street, Hull"), Ct),
                ct: Ct
            )
        );
        using var staff = await app.SignInAsStaffAsync();
        var page = await staff.OpenAsync($"/admin/notifications/{(await app.GetLastMailAsync(address)).Id}");
        Assert.Contains("this is how it would look today", page.Text, StringComparison.Ordinal);
        Assert.Contains("14 Canal Street", page.Document.QuerySelector("pre.letter")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task User_input_is_encoded(DatabaseProvider database)
    {
        app = venues.On(database);
        const string evil = "<script>alert(1)</script>\"'>";
        var mail = await app.QueueDeadMailAsync("\"><b>x</b>@example.com", error: evil);
        await app.UpdateMailAsync(mail, set => set.SetProperty(n => n.Subject, evil).SetProperty(n => n.Content, evil));
        using var staff = await app.SignInAsStaffAsync();
        foreach (
            var path in new[]
            {
                $"/admin/notifications/{mail.Id}",
                "/admin/notifications?show=dead",
                $"/admin/notifications?q={Uri.EscapeDataString(evil)}",
            }
        )
        {
            var page = (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.OK);
            Assert.Contains(evil, page.Document.Body!.TextContent, StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), main b"));
        }
    }

    private async Task<(string Address, Order Order, string Token)> SoldAsync()
    {
        var address = $"buyer{Guid.NewGuid():N}@example.com";
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 2, address);
        var link = (await app.GetMailsToAsync(address))[^1]
            .TextBody!.Split('\n')
            .Single(line => line.Contains("?token=", StringComparison.Ordinal))
            .Trim();
        return (address, order, link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }

    private Task<int> TokensAsync(Order order) =>
        app.UseAsync<TicketingDbContext, int>(db => db.Set<AccessToken>().CountAsync(t => t.OrderId == order.Id, Ct));

    private async Task<IReadOnlyList<string>> ServedAsync(Browser staff, string address)
    {
        var mail = await app.GetLastMailAsync(address);
        return
        [
            .. new[]
            {
                await staff.OpenAsync($"/admin/notifications/{mail.Id}"),
                await staff.OpenAsync($"/admin/notifications/{mail.Id}/html"),
            }.Select(page => page.ExpectStatus(HttpStatusCode.OK).Document.Source.Text),
        ];
    }
}
