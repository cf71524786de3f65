using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Ticketing.Areas.Admin;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Payments.Webhooks;
using Ticketing.Settings;
using Ticketing.Tests.Hosting;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Payments.Webhooks;

public sealed class LookingAtMessages
{
    private const string Path = "/admin/payments/messages";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnBothDatabases(true, "The program listens.")]
    [OnBothDatabases(false, "Set Stripe up as below")]
    public async Task Where_none_has_come_it_says_how_to_have_them_sent(DatabaseProvider database, bool isHeard, string how)
    {
        await using var app = isHeard ? HearingVenue.On(database) : new TicketingApp(database);
        using var staff = await app.SignedInAsync();

        var page = (await staff.OpenAsync(Path)).Expect(HttpStatusCode.OK);

        Assert.Contains(how, page.Document.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        var told = page.Document.QuerySelectorAll("details[open] code").Select(code => code.TextContent).ToList();
        Assert.Equal("https://tickets.example/webhooks/stripe", told[0]);
        Assert.Equal("2026-10-28.endive", told[1]);
        Assert.Empty(StripeWebhook.Kinds.Except(told));
    }

    [Fact]
    public void Each_kind_that_we_ask_for_is_followed_and_has_words() => Assert.All(StripeWebhook.Kinds, kind =>
    {
        Assert.NotEqual(WebhookTopic.None, StripeMessage.Read(StripeMail.Message("evt_1", kind))!.Topic);
        Assert.NotEqual(MessageWords.Kind("customer.created"), MessageWords.Kind(kind));
    });

    [Fact]
    public void The_manual_asks_for_the_same() => Assert.Equal(
        StripeWebhook.Kinds,
        File.ReadAllLines(System.IO.Path.Combine(Dockerfile.Folder, "docs", "taking-payments-with-stripe.md")).Select(line => line.Trim())
            .Where(line => line.Length > 0 && line.All(c => char.IsAsciiLetterLower(c) || c is '.' or '_')));

    [Theory, OnBothDatabases]
    public async Task The_latest_stands_first_with_how_it_stands(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var staff = await app.SignedInAsync();
        await TellAsync(app, "evt_1", "customer.created", "<b>cus_1</b>");
        await app.RunAsync<WebhookPass>();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.Books.Trouble = () => new PaymentTrouble();
        await TellAsync(app, "evt_2", "refund.failed", "re_1");
        await app.RunAsync<WebhookPass>();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(app, "evt_3", "charge.dispute.created", "dp_1");

        Assert.Equal(
            [
                "Bank disputes a payment charge.dispute.created | dp_1 | Waiting | Attempts 0 | Happened 3 Feb 2031, 11:59 | Received 3 Feb 2031, 12:02 | |",
                "Refund failed refund.failed | re_1 | Stuck PaymentTrouble | Attempts 1 | Happened 3 Feb 2031, 11:59 | Received 3 Feb 2031, 12:01 | Settled 3 Feb 2031, 12:01 | Try again",
                "Something else customer.created | <b>cus_1</b> | Not ours | Attempts 1 | Happened 3 Feb 2031, 11:59 | Received 3 Feb 2031, 12:00 | Settled 3 Feb 2031, 12:00 |",
            ],
            await RowsAsync(staff, Path));
    }

    [Theory, OnBothDatabases]
    public async Task A_list_can_be_narrowed_and_goes_on_over_pages(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        using var staff = await app.SignedInAsync();
        await TellAsync(app, "evt_old", "customer.created", "cus_0");
        await app.RunAsync<WebhookPass>();
        for (var i = 1; i <= 51; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await TellAsync(app, $"evt_{i}", "refund.created", $"re_{i}");
        }

        var first = await staff.OpenAsync($"{Path}?status=Waiting");
        Assert.Equal(Enumerable.Range(2, 50).Reverse().Select(i => $"re_{i}"), Objects(first));
        var second = await staff.OpenAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(["re_1"], Objects(second));
        Assert.Null(second.Document.QuerySelector("a[rel=next]"));
        Assert.Equal(50, Objects(await staff.OpenAsync(second.Document.QuerySelector("a[rel=prev]")!.GetAttribute("href")!)).Count());
        Assert.Equal(["cus_0"], Objects(await staff.OpenAsync($"{Path}?status=Ignored")));
        Assert.Equal(["re_1", "cus_0"], Objects(await staff.OpenAsync($"{Path}?number=2")));
        Assert.Contains("none of that kind", (await staff.OpenAsync($"{Path}?status=Stuck")).Text, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task A_stuck_message_needs_somebody_who_has_it_tried_again(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        var member = await app.EmployAsync();
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        app.Books.Trouble = () => new PaymentTrouble();
        await TellAsync(app, "evt_1", "refund.updated", "re_1");
        await app.RunAsync<WebhookPass>();
        app.Books.Trouble = () => null;
        var need = (await staff.OpenAsync("/admin")).Document.QuerySelector(".needs a")!;
        Assert.Equal("1 message of Stripe’s could not be worked off", need.TextContent);
        var page = (await staff.OpenAsync(need.GetAttribute("href")!)).Expect(HttpStatusCode.OK);

        Assert.Contains("The message is tried again.", (await page.SubmitAsync(".messages form")).Text, StringComparison.Ordinal);
        Assert.Contains("is not stuck, or is being tried again already", (await page.SubmitAsync(".messages form")).Text, StringComparison.Ordinal);

        await app.RunAsync<WebhookPass>();
        Assert.Equal(WebhookStatus.Ignored, (await app.MessageAsync("evt_1")).Status);
        Assert.Equal(["refund re_1", "refund re_1"], app.Books.Asked);
        Assert.Null((await staff.OpenAsync("/admin")).Document.QuerySelector(".needs"));
        var entry = await app.UseAsync<TicketingDbContext, AuditEntry>(db => db.Set<AuditEntry>().SingleAsync(e => e.Action == "message.retried", Ct));
        Assert.Equal((member.Id, "evt_1"), (entry.ActorId, entry.SubjectName));
        Assert.Contains("refund.updated", entry.After, StringComparison.Ordinal);
    }

    [Theory, OnBothDatabases]
    public async Task Nobody_but_staff_sees_them_or_has_one_tried_again(DatabaseProvider database)
    {
        await using var app = HearingVenue.On(database);
        app.Books.Trouble = () => new PaymentTrouble();
        await TellAsync(app, "evt_1", "refund.updated", "re_1");
        await app.RunAsync<WebhookPass>();
        using var stranger = app.NewBrowser();
        using var nobody = await app.SignedInAsync(role: null);
        foreach (var browser in new[] { stranger, nobody })
        {
            Assert.Null((await browser.OpenAsync(Path)).Document.QuerySelector(".messages"));
            var answer = await browser.PostAsync($"{Path}?handler=retry", [new("id", "evt_1")]);
            Assert.DoesNotContain("tried again", answer.Text, StringComparison.Ordinal);
            Assert.Equal(WebhookStatus.Stuck, (await app.MessageAsync("evt_1")).Status);
        }

        using var staff = await app.SignedInAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsync($"{Path}?handler=retry", [new("id", "evt_1")])).Status);
        Assert.Equal(WebhookStatus.Stuck, (await app.MessageAsync("evt_1")).Status);
    }

    private static async Task TellAsync(TicketingApp app, string id, string kind, string about)
    {
        using var answer = await app.TellAsync(StripeMail.Message(id, kind, about));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<IEnumerable<string>> RowsAsync(Browser staff, string path) =>
        [.. (await staff.OpenAsync(path)).Expect(HttpStatusCode.OK).Document.QuerySelectorAll(".messages tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(Squeezed)).Replace("|  |", "| |", StringComparison.Ordinal).TrimEnd())];

    private static string Squeezed(IElement cell) => string.Join(' ', Words(cell));

    // Separates the text nodes of a cell, which have no whitespace between them in the markup.
    private static IEnumerable<string> Words(INode node) => node.Descendants<IText>().SelectMany(text => text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Objects(Page page) => [.. page.Document.QuerySelectorAll(".messages .about").Select(cell => cell.TextContent)];

    private sealed class PaymentTrouble : Exception;
}
