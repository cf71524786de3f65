using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Payments.Providers.StripeCheckout;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Features.Payments.Webhooks;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Payments;

public sealed class WebhookMessagesPageTests
{
    private const string Path = "/admin/payments/messages";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [OnEitherDatabase(true, "The program listens.")]
    [OnEitherDatabase(false, "Set Stripe up as below")]
    public async Task Without_messages_the_page_explains_the_setup(DatabaseProvider database, bool isHeard, string how)
    {
        await using var app = isHeard ? WebhookVenue.On(database) : new TicketingApp(database);
        using var staff = await app.SignInAsStaffAsync();

        var page = (await staff.OpenAsync(Path)).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains(how, page.Document.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        var told = page.Document.QuerySelectorAll("details[open] code").Select(code => code.TextContent).ToList();
        Assert.Equal("https://tickets.example/webhooks/stripe", told[0]);
        Assert.Equal("2026-10-28.endive", told[1]);
        Assert.Empty(StripeWebhookEndpoint.EventTypes.Except(told));
    }

    [Fact]
    public void Each_requested_event_type_is_handled_and_described() =>
        Assert.All(
            StripeWebhookEndpoint.EventTypes,
            kind =>
            {
                Assert.NotEqual(WebhookTopic.None, StripeEventEnvelope.Parse(StripeMessages.CreateMessage("evt_1", kind))!.Topic);
                Assert.NotEqual(WebhookText.KindText("customer.created"), WebhookText.KindText(kind));
            }
        );

    [Fact]
    public void The_manual_lists_the_same_event_types() =>
        Assert.Equal(
            StripeWebhookEndpoint.EventTypes,
            File.ReadAllLines(System.IO.Path.Combine(Repository.Folder, "docs", "taking-payments-with-stripe.md"))
                .Select(line => line.Trim())
                .Where(line => line.Length > 0 && line.All(c => char.IsAsciiLetterLower(c) || c is '.' or '_'))
        );

    [Theory, OnEitherDatabase]
    public async Task The_latest_message_is_first_with_its_status(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var staff = await app.SignInAsStaffAsync();
        await TellAsync(app, "evt_1", "customer.created", "<b>cus_1</b>");
        await app.RunJobAsync<WebhookJob>();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        app.Ledger.CreateError = () => new PaymentTrouble();
        await TellAsync(app, "evt_2", "refund.failed", "re_1");
        await app.RunJobAsync<WebhookJob>();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(app, "evt_3", "charge.dispute.created", "dp_1");

        Assert.Equal(
            [
                "Bank disputes a payment charge.dispute.created | dp_1 | Waiting | Attempts 0 | Happened 3 Feb 2031, 11:59 | Received 3 "
                    + "Feb 2031, 12:02 | |",
                "Refund failed refund.failed | re_1 | Stuck PaymentTrouble | Attempts 1 | Happened 3 Feb 2031, 11:59 | Received 3 Feb "
                    + "2031, 12:01 | Settled 3 Feb 2031, 12:01 | Try again",
                "Something else customer.created | <b>cus_1</b> | Not ours | Attempts 1 | Happened 3 Feb 2031, 11:59 | Received 3 Feb "
                    + "2031, 12:00 | Settled 3 Feb 2031, 12:00 |",
            ],
            await RowsAsync(staff, Path)
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_list_can_be_filtered_and_paged(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        using var staff = await app.SignInAsStaffAsync();
        await TellAsync(app, "evt_old", "customer.created", "cus_0");
        await app.RunJobAsync<WebhookJob>();
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
        Assert.Contains("None found", (await staff.OpenAsync($"{Path}?status=Stuck")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_stuck_message_is_an_action_item_and_can_be_retried(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        var member = await app.CreateStaffAsync();
        using var staff = app.NewBrowser();
        await staff.SignInAsync(member);
        app.Ledger.CreateError = () => new PaymentTrouble();
        await TellAsync(app, "evt_1", "refund.updated", "re_1");
        await app.RunJobAsync<WebhookJob>();
        app.Ledger.CreateError = () => null;
        var need = (await staff.OpenAsync("/admin")).Document.QuerySelector(".needs > li")!;
        Assert.Contains("1 message from Stripe could not be processed", need.TextContent, StringComparison.Ordinal);
        var page = (await staff.OpenAsync(need.QuerySelector("a")!.GetAttribute("href")!)).ExpectStatus(HttpStatusCode.OK);

        Assert.Contains("The message is tried again.", (await page.SubmitAsync(".messages form")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "is not stuck, or is being tried again already",
            (await page.SubmitAsync(".messages form")).Text,
            StringComparison.Ordinal
        );

        await app.RunJobAsync<WebhookJob>();
        Assert.Equal(WebhookStatus.Ignored, (await app.GetWebhookEventAsync("evt_1")).Status);
        Assert.Equal(["refund re_1", "refund re_1"], app.Ledger.Lookups);
        Assert.Null((await staff.OpenAsync("/admin")).Document.QuerySelector(".needs"));
        var entry = await app.UseAsync<TicketingDbContext, AuditEntry>(db =>
            db.Set<AuditEntry>().SingleAsync(e => e.Action == "message.retried", Ct)
        );
        Assert.Equal((member.Id, "evt_1"), (entry.ActorId, entry.SubjectName));
        Assert.Contains("refund.updated", entry.After, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Only_staff_can_see_and_retry_messages(DatabaseProvider database)
    {
        await using var app = WebhookVenue.On(database);
        app.Ledger.CreateError = () => new PaymentTrouble();
        await TellAsync(app, "evt_1", "refund.updated", "re_1");
        await app.RunJobAsync<WebhookJob>();
        using var stranger = app.NewBrowser();
        using var nobody = await app.SignInAsStaffAsync(role: null);
        foreach (var browser in new[] { stranger, nobody })
        {
            Assert.Null((await browser.OpenAsync(Path)).Document.QuerySelector(".messages"));
            var answer = await browser.PostAsync($"{Path}?handler=retry", [new("id", "evt_1")]);
            Assert.DoesNotContain("tried again", answer.Text, StringComparison.Ordinal);
            Assert.Equal(WebhookStatus.Stuck, (await app.GetWebhookEventAsync("evt_1")).Status);
        }

        using var staff = await app.SignInAsStaffAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.PostAsync($"{Path}?handler=retry", [new("id", "evt_1")])).Status);
        Assert.Equal(WebhookStatus.Stuck, (await app.GetWebhookEventAsync("evt_1")).Status);
    }

    private static async Task TellAsync(TicketingApp app, string id, string kind, string about)
    {
        using var answer = await app.SendSignedAsync(StripeMessages.CreateMessage(id, kind, about));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<IEnumerable<string>> RowsAsync(Browser staff, string path) =>
        [
            .. (await staff.OpenAsync(path))
                .ExpectStatus(HttpStatusCode.OK)
                .Document.QuerySelectorAll(".messages tbody tr")
                .Select(row =>
                    string.Join(" | ", row.Children.Select(NormalizeText)).Replace("|  |", "| |", StringComparison.Ordinal).TrimEnd()
                ),
        ];

    private static string NormalizeText(IElement cell)
    {
        foreach (var opportunity in cell.QuerySelectorAll("wbr"))
        {
            opportunity.Remove();
        }

        cell.Normalize();
        return string.Join(' ', Words(cell));
    }

    // Separates the text nodes of a cell, which have no whitespace between them in the markup.
    private static IEnumerable<string> Words(INode node) =>
        node.Descendants<IText>().SelectMany(text => text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Objects(BrowserPage page) =>
        [.. page.Document.QuerySelectorAll(".messages .about").Select(cell => cell.TextContent)];

    private sealed class PaymentTrouble : Exception;
}
