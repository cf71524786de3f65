using System.Net;
using Microsoft.AspNetCore.Http;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Webhooks;

public sealed class WebhookPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_superadmin_adds_tests_and_deletes_a_webhook(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        await using var receiver = await WebhookReceiver.StartAsync(Ct);
        receiver.AnswerWith(StatusCodes.Status200OK, "Got <it>");
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);

        var refused = await SubmitAsync(await staff.OpenAsync("/admin/webhooks/new"), "https://192.168.0.1/", "Door");
        refused.ExpectStatus(HttpStatusCode.BadRequest);
        Assert.Contains("not on the public internet", refused.Document.QuerySelector("#Url-error")!.TextContent, StringComparison.Ordinal);
        var added = (await SubmitAsync(refused, receiver.Url, "Door")).ExpectStatus(HttpStatusCode.OK);
        var secret = added.Document.QuerySelector("#secret")!.TextContent;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        var path = added.Path;
        Assert.DoesNotContain(secret, (await staff.OpenAsync(path)).Text, StringComparison.Ordinal);

        var waiting = await added.SubmitAsync("#test");
        Assert.Contains("This page updates automatically", waiting.Text, StringComparison.Ordinal);
        await app.SendWebhooksAsync();
        var sent = await staff.OpenAsync(waiting.Path);
        Assert.Contains("Delivered", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Got <it>", sent.Document.QuerySelectorAll("pre.letter")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("\"type\": \"webhook.test\"", sent.Document.QuerySelector("pre.letter")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Got <it>",
            Assert.Single(sent.Document.QuerySelectorAll("[aria-labelledby=attempts] tbody tr")).TextContent,
            StringComparison.Ordinal
        );
        await sent.SubmitAsync("#again");
        await app.SendWebhooksAsync();
        Assert.Equal(2, receiver.Received.Count);

        var rotated = await (await staff.OpenAsync(path)).SubmitAsync("#rotate");
        Assert.NotEqual(secret, rotated.Document.QuerySelector("#secret")!.TextContent);
        Assert.Null(rotated.Document.QuerySelector("#rotate"));
        await rotated.SubmitAsync("#end-overlap");
        var disabled = await (await staff.OpenAsync(path)).SubmitAsync("#disable");
        Assert.Null(disabled.Document.QuerySelector("#test"));
        await disabled.SubmitAsync("#enable");
        var list = await (await staff.OpenAsync(path)).SubmitAsync("#delete");
        Assert.Equal("/admin/webhooks", list.Path);
        Assert.Contains("No webhooks yet", list.Text, StringComparison.Ordinal);
        (await staff.OpenAsync(path)).ExpectStatus(HttpStatusCode.NotFound);
        Assert.Empty(await app.GetDeliveriesAsync());
        string[] audited =
        [
            "webhook.added",
            "webhook.tested",
            "webhook.sent-again",
            "webhook.secret-rotated",
            "webhook.old-secret-ended",
            "webhook.disabled",
            "webhook.enabled",
            "webhook.deleted",
        ];
        var trail = await app.GetAuditTrailAsync(Guid.Parse(path.Split('/')[^1]));
        Assert.Equal(audited, trail.Select(entry => entry.Action));
        Assert.DoesNotContain(trail, entry => (entry.Before + entry.After).Contains("whsec_", StringComparison.Ordinal));
    }

    [Theory, OnEitherDatabase]
    public async Task What_a_webhook_is_told_can_be_changed(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        var endpoint = await app.AddWebhookAsync("https://partner.example/hooks");
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var form = await staff.OpenAsync($"/admin/webhooks/{endpoint.Id}/edit");

        var empty = await staff.SendAsync(EditForm(form, "https://other.example/hooks"));
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var saved = await staff.SendAsync(EditForm(form, "https://other.example/hooks", "order.paid", "event.cancelled", "no.such"));
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);

        var changed = await app.GetWebhookAsync(endpoint.Id);
        Assert.Equal(("https://other.example/hooks", "order.paid event.cancelled"), (changed.Url, changed.EventTypes));
        var entry = (await app.GetAuditTrailAsync(endpoint.Id))[^1];
        Assert.Equal("webhook.edited", entry.Action);
        Assert.Contains("other.example", entry.After, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task Deliveries_are_listed_page_by_page_newest_first(DatabaseProvider database)
    {
        await using var app = new OutgoingWebhookVenue(database);
        var endpoint = await app.AddWebhookAsync("https://partner.example/hooks");
        var other = await app.AddWebhookAsync("https://partner.example/other");
        await app.QueueWebhookAsync(other.Id);
        var ids = new List<Guid>();
        for (var i = 0; i < 51; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add((await app.QueueWebhookAsync(endpoint.Id)).Id);
        }

        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var first = await staff.OpenAsync($"/admin/webhooks/{endpoint.Id}");
        var second = await staff.OpenAsync(first.Document.QuerySelector(".pages a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(((IEnumerable<Guid>)ids).Reverse(), ListedIds(first).Concat(ListedIds(second)));
        Assert.Equal(50, ListedIds(await staff.OpenAsync($"/admin/webhooks/{endpoint.Id}?show=Waiting")).Count());
        Assert.Empty(ListedIds(await staff.OpenAsync($"/admin/webhooks/{endpoint.Id}?show=Failed")));
        (await staff.OpenAsync($"/admin/webhooks/{other.Id}/deliveries/{ids[0]}")).ExpectStatus(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task At_most_twenty_webhooks_can_be_added()
    {
        await using var app = new OutgoingWebhookVenue();
        for (var i = 0; i < 20; i++)
        {
            await app.AddWebhookAsync("https://partner.example/hooks", WebhookEventTypes.OrderPaid);
        }

        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var refused = await SubmitAsync(await staff.OpenAsync("/admin/webhooks/new"), "https://partner.example/hooks", "");
        Assert.Contains("20 webhooks already", refused.Text, StringComparison.Ordinal);
    }

    private static Task<BrowserPage> SubmitAsync(BrowserPage page, string url, string description) =>
        page.SubmitAsync("main form", new Dictionary<string, string> { ["Url"] = url, ["Description"] = description });

    private static HttpRequestMessage EditForm(BrowserPage page, string url, params string[] types)
    {
        var token = page.Document.QuerySelector("main form [name=form-token]")!.GetAttribute("value")!;
        return Browser.PostRequest(
            page.Path,
            [new("form-token", token), new("Url", url), .. types.Select(type => KeyValuePair.Create("Types", type))]
        );
    }

    private static IEnumerable<Guid> ListedIds(BrowserPage page) =>
        page.Document.QuerySelectorAll(".deliveries th a").Select(link => Guid.Parse(link.GetAttribute("href")!.Split('/')[^1]));
}
