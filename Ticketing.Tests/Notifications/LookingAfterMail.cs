using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Settings;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Notifications;

public sealed class LookingAfterMail(Venues venues) : IClassFixture<Venues>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_mail_is_read_as_the_buyer_got_it_but_its_link_is_nowhere(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, order, token) = await SoldAsync();
        var mail = await app.LastMailAsync(address);
        using var staff = await app.SignedInAsync();
        var tokens = await TokensAsync(order);

        var page = (await staff.OpenAsync($"/admin/notifications/{mail.Id}")).Expect(HttpStatusCode.OK);
        var letter = await staff.OpenAsync($"/admin/notifications/{mail.Id}/html");
        var list = await staff.OpenAsync($"/admin/notifications?q={Uri.EscapeDataString(address)}");

        Assert.All(
            new[] { page, letter, list, await staff.OpenAsync($"/admin/orders/{order.Reference}") },
            served => Assert.DoesNotContain(token, served.Document.Source.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("You’re in. Your 2 tickets are attached", page.Text, StringComparison.Ordinal);
        Assert.Contains(".pdf", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/orders/{order.Reference}?token=[redacted]", page.Text, StringComparison.Ordinal);
        Assert.Contains(address, list.Text, StringComparison.Ordinal);
        Assert.Contains("Open your order", letter.Text, StringComparison.Ordinal);
        Assert.Equal($"https://tickets.example/orders/{order.Reference}?token=[redacted]", letter.Document.QuerySelector("a.button")!.GetAttribute("href"));
        Assert.DoesNotContain("would look today", page.Text, StringComparison.Ordinal);

        // Viewing creates no token.
        Assert.Equal(tokens, await TokensAsync(order));
    }

    [Theory, OnBothDatabases]
    public async Task The_letter_stands_in_a_frame_where_it_can_do_nothing(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, _, _) = await SoldAsync();
        using var staff = await app.SignedInAsync();
        var page = await staff.OpenAsync($"/admin/notifications/{(await app.LastMailAsync(address)).Id}");
        var frame = page.Document.QuerySelector("iframe")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.Contains("frame-src 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);

        var letter = (await staff.OpenAsync(frame.GetAttribute("src")!)).Expect(HttpStatusCode.OK);
        var policy = letter.Headers["Content-Security-Policy"];
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", letter.Headers["X-Frame-Options"]);
        Assert.Equal("no-store", letter.Headers["Cache-Control"]);
    }

    [Theory]
    [OnBothDatabases("/admin/join")]
    [OnBothDatabases("/admin/reset")]
    public async Task A_mail_to_staff_does_not_reveal_its_link_either(DatabaseProvider database, string way)
    {
        app = venues.On(database);
        using var superAdmin = await app.SignedInAsync(Roles.SuperAdmin);
        var address = StaffSteps.NewAddress();
        if (way == "/admin/join")
        {
            await superAdmin.InviteAsync(address);
        }
        else
        {
            address = (await app.EmployAsync()).Email;
            using var forgetful = app.NewBrowser();
            await (await forgetful.OpenAsync("/admin/forgot")).SubmitAsync("main form", new Dictionary<string, string> { ["Email"] = address });
        }

        var waiting = await ServedAsync(superAdmin, address);
        var link = await app.MailedLinkAsync(address);
        var token = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
        var sent = await ServedAsync(superAdmin, address);
        Assert.All(waiting.Concat(sent), served => Assert.DoesNotContain(token, served, StringComparison.OrdinalIgnoreCase));
        Assert.All(waiting.Concat(sent), served => Assert.Contains($"{way}?token=[redacted]", served, StringComparison.Ordinal));

        // The mailed link works: viewing neither created another nor used it up.
        using var reader = app.NewBrowser();
        (await reader.OpenAsync(link)).Expect(HttpStatusCode.OK);
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_that_cannot_be_written_any_more_says_so(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, order, _) = await SoldAsync();
        await app.UseAsync<ResendConfirmation>(resend => resend.ResendByStaffAsync(order.Id, $"moved-{address}", Ct));
        using var staff = await app.SignedInAsync();

        var mail = await app.LastMailAsync(address);
        var page = (await staff.OpenAsync($"/admin/notifications/{mail.Id}")).Expect(HttpStatusCode.OK);
        Assert.Contains("cannot be written again", page.Text, StringComparison.Ordinal);
        Assert.Contains("You’re in.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("iframe"));
        (await staff.OpenAsync($"/admin/notifications/{mail.Id}/html")).Expect(HttpStatusCode.NotFound);

        var strange = await app.QueueMailAsync();
        Assert.Contains("It cannot be written", (await staff.OpenAsync($"/admin/notifications/{strange.Id}")).Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await staff.OpenAsync($"/admin/notifications/{Guid.NewGuid()}")).Expect(HttpStatusCode.NotFound);
    }

    [Theory, OnBothDatabases]
    public async Task What_was_sent_is_told_from_what_it_would_say_today(DatabaseProvider database)
    {
        app = venues.On(database);
        var (address, order, _) = await SoldAsync();
        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Ticketing.Events.Event>().Where(e => e.Id == order.EventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.Address, "9 New Street, Hull"), Ct), ct: Ct));
        using var staff = await app.SignedInAsync();
        var page = await staff.OpenAsync($"/admin/notifications/{(await app.LastMailAsync(address)).Id}");
        Assert.Contains("this is how it would look today", page.Text, StringComparison.Ordinal);
        Assert.Contains("14 Canal Street", page.Document.QuerySelector("pre.letter")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_dead_mail_is_sent_again_once_however_many_press_and_that_is_written_down(DatabaseProvider database)
    {
        app = venues.On(database);
        var mail = await app.DeadMailAsync();
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => await (await app.SignedInAsync()).OpenAsync($"/admin/notifications/{mail.Id}")));

        var answers = await Task.WhenAll(pages.Select(page => page.SubmitAsync("#requeue")));

        Assert.Single(answers, answer => answer.Text.Contains("is queued again and goes out", StringComparison.Ordinal));
        Assert.All(answers, answer => answer.Expect(HttpStatusCode.OK));
        var now = await app.AgainAsync(mail);
        Assert.Equal((NotificationStatus.Pending, 0, null), (now.Status, now.Attempts, now.LastError));
        var entry = Assert.Single(await app.TrailAsync(mail.Id));
        Assert.Equal("mail.requeued", entry.Action);
        Assert.Contains("550 5.1.1", entry.Before, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Patience_with_a_mail_begins_anew_when_it_is_queued_again(DatabaseProvider database)
    {
        await using var venue = new ScriptedVenue(database);
        venue.Answers.Enqueue(new DeliveryOutcome.Deferred("450 Try later"));
        var mail = await venue.DeadMailAsync(kind: TestComposer.TestKind);
        venue.Clock.Advance(TimeSpan.FromDays(5));
        await venue.UseAsync<RequeueMail>(requeue => requeue.RequeueAsync(mail.Id, Ct));

        await venue.RunAsync<NotificationDispatcher>();

        var now = await venue.AgainAsync(mail);
        Assert.Equal((NotificationStatus.Pending, 1, "450 Try later"), (now.Status, now.Attempts, now.LastError));
    }

    [Theory, OnBothDatabases]
    public async Task All_dead_mails_are_sent_again_after_a_question_in_numbers(DatabaseProvider database)
    {
        await using var venue = new TicketingApp(database);
        using var staff = await venue.SignedInAsync();
        Assert.Null((await staff.OpenAsync("/admin/notifications")).Document.QuerySelector(".head .actions a"));
        Mailbox[] dead = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(async i => new Mailbox(await venue.DeadMailAsync($"dead{i}@example.com"))))];
        var sent = await venue.QueueMailAsync();
        await venue.ChangeAsync(sent, set => set.SetProperty(n => n.Status, NotificationStatus.Sent).SetProperty(n => n.SentAt, venue.Clock.GetUtcNow()));

        var asked = await staff.OpenAsync((await staff.OpenAsync("/admin/notifications")).Document.QuerySelector(".head .actions a")!.GetAttribute("href")!);
        Assert.Contains("3 mails will be queued again", asked.Text, StringComparison.Ordinal);
        var done = await asked.SubmitAsync("#requeue-all");
        Assert.Contains("3 mails are queued again", done.Text, StringComparison.Ordinal);
        Assert.Contains("somebody was faster", (await asked.SubmitAsync("#requeue-all")).Text, StringComparison.Ordinal);

        foreach (var mail in dead)
        {
            Assert.Equal(NotificationStatus.Pending, (await venue.AgainAsync(mail.Mail)).Status);
        }

        Assert.Equal(NotificationStatus.Sent, (await venue.AgainAsync(sent)).Status);
        var written = await venue.UseAsync<TicketingDbContext, List<string>>(db =>
            db.Set<Ticketing.Audit.AuditEntry>().Where(e => e.Action == "mail.all-requeued").Select(e => e.After).ToListAsync(Ct));
        Assert.Equal("""{"mails":3}""", Assert.Single(written));
    }

    [Theory, OnBothDatabases]
    public async Task A_mail_that_waits_for_its_next_try_is_sent_at_once(DatabaseProvider database)
    {
        app = venues.On(database);
        var mail = await app.QueueMailAsync();
        using var staff = await app.SignedInAsync();
        Assert.Null((await staff.OpenAsync($"/admin/notifications/{mail.Id}")).Document.QuerySelector("#hurry"));
        await app.ChangeAsync(mail, set => set.SetProperty(n => n.DueAt, app.Clock.GetUtcNow().AddHours(1)).SetProperty(n => n.Attempts, 2));
        var page = await staff.OpenAsync($"/admin/notifications/{mail.Id}");
        Assert.Null(page.Document.QuerySelector("#requeue"));
        Assert.Contains("tried at once", (await page.SubmitAsync("#hurry")).Text, StringComparison.Ordinal);
        var now = await app.AgainAsync(mail);
        Assert.Equal((app.Clock.GetUtcNow(), 2), (now.DueAt, now.Attempts));
        Assert.Equal("mail.hurried", Assert.Single(await app.TrailAsync(mail.Id)).Action);
        await page.SubmitAsync("#hurry");
        Assert.Single(await app.TrailAsync(mail.Id));
    }

    [Theory, OnBothDatabases]
    public async Task A_dead_mail_that_nobody_needs_is_set_aside_and_can_be_taken_up_again(DatabaseProvider database)
    {
        app = venues.On(database);
        var mail = await app.DeadMailAsync();
        using var staff = await app.SignedInAsync();
        var aside = await (await staff.OpenAsync($"/admin/notifications/{mail.Id}")).SubmitAsync("#set-aside");
        Assert.Contains("somebody set it aside", aside.Text, StringComparison.Ordinal);
        Assert.Equal(NotificationStatus.Dropped, (await app.AgainAsync(mail)).Status);
        await aside.SubmitAsync("#requeue");
        Assert.Equal(NotificationStatus.Pending, (await app.AgainAsync(mail)).Status);
        Assert.Equal(["mail.set-aside", "mail.requeued"], (await app.TrailAsync(mail.Id)).Select(entry => entry.Action));
    }

    [Theory, OnBothDatabases]
    public async Task What_others_typed_comes_out_as_text(DatabaseProvider database)
    {
        app = venues.On(database);
        const string evil = "<script>alert(1)</script>\"'>";
        var mail = await app.DeadMailAsync("\"><b>x</b>@example.com", error: evil);
        await app.ChangeAsync(mail, set => set.SetProperty(n => n.Subject, evil).SetProperty(n => n.Content, evil));
        using var staff = await app.SignedInAsync();
        foreach (var path in new[] { $"/admin/notifications/{mail.Id}", "/admin/notifications?show=dead", $"/admin/notifications?q={Uri.EscapeDataString(evil)}" })
        {
            var page = (await staff.OpenAsync(path)).Expect(HttpStatusCode.OK);
            Assert.Contains(evil, page.Document.Body!.TextContent, StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("script:not([src]), main b"));
        }
    }

    private async Task<(string Address, Order Order, string Token)> SoldAsync()
    {
        var address = $"buyer{Guid.NewGuid():N}@example.com";
        var order = await app.BuyAsync(await app.PublishAsync(), "Standing", 2, address);
        var link = (await app.MailsToAsync(address))[^1].TextBody!.Split('\n').Single(line => line.Contains("?token=", StringComparison.Ordinal)).Trim();
        return (address, order, link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]);
    }

    private Task<int> TokensAsync(Order order) =>
        app.UseAsync<TicketingDbContext, int>(db => db.Set<AccessToken>().CountAsync(t => t.OrderId == order.Id, Ct));

    private async Task<IReadOnlyList<string>> ServedAsync(Browser staff, string address)
    {
        var mail = await app.LastMailAsync(address);
        return [.. new[] { await staff.OpenAsync($"/admin/notifications/{mail.Id}"), await staff.OpenAsync($"/admin/notifications/{mail.Id}/html") }
            .Select(page => page.Expect(HttpStatusCode.OK).Document.Source.Text)];
    }

    private sealed record Mailbox(Notification Mail);
}
