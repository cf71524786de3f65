using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.BulkOrders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Payments.Refunds;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Languages;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Features.BulkOrders;
using Ticketing.Tests.Features.Messages;
using Ticketing.Tests.Features.Rescheduling;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Areas.Admin.Languages;

/// <summary>Staff's pages in the pseudo-language, in which every translated text is in brackets.</summary>
public sealed partial class StaffPseudoLanguageTests : IAsyncDisposable
{
    /// <summary>First part of the routes below "admin" whose pages are translated; empty for the page Today.</summary>
    private static readonly string[] Translated =
    [
        "",
        "account",
        "api-keys",
        "audit",
        "backups",
        "check",
        "check-in",
        "denied",
        "error",
        "events",
        "forgot",
        "insights",
        "join",
        "login",
        "more",
        "notifications",
        "orders",
        "payments",
        "promo-codes",
        "refunds",
        "register",
        "reset",
        "restore",
        "search",
        "settings",
        "unsubscribe",
        "users",
        "webhooks",
    ];

    /// <summary>Pages that show more once something is chosen.</summary>
    private static readonly string[] Chosen =
    [
        "admin/orders/new?event={id:guid}",
        "admin/orders/bulk?event={id:guid}&all=true&do=refund",
        "admin/orders/bulk?event={id:guid}&all=true&do=resend",
        "admin/orders?event={id:guid}&status=Paid&channel=Online&from=2020-01-01&dates=sold",
    ];

    /// <summary>Pages that say why they show nothing else.</summary>
    private static readonly string[] Refusals =
    [
        "/admin/check/arrived",
        "/admin/denied",
        "/admin/error",
        "/admin/join",
        "/admin/reset",
        "/admin/unsubscribe",
    ];

    /// <summary>Written by the venue, its buyers and its staff, and names that no language changes.</summary>
    private static readonly string[] Written =
    [
        "14 Canal Street, Leeds",
        "Jazz",
        "Oud, upright bass and two drummers.",
        "upright bass",
        "and two drummers.",
        "Sandbox",
        "Grace Hopper",
        "Power cut",
        "Mary Jackson",
        "550 5.1.1 No such user",
        string.Join(' ', WebhookEventTypes.All),
        "webhook.test",
        "Esc",
        "English (United Kingdom)",
        "Deutsch",
        "Developers → Webhooks",
        "Excel",
        "SPRING",
    ];

    private static readonly string[] ReadAloud = ["alt", "title", "aria-label", "placeholder", "data-label", "data-offline"];

    /// <summary>Codes, and what is named in its own language.</summary>
    private const string Untranslated = "script, style, code, pre, .mark, [lang]:not(html), [translate=no]";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly TicketingApp app = new TicketingApp(DatabaseProvider.Sqlite)
        .Set("Localization:Languages:0", Language.Pseudo.Tag)
        .Set("Accounts:SelfRegistration", "true");

    [Fact]
    public async Task Translated_pages_have_no_English_word()
    {
        var fill = await PrepareAsync();
        using var staff = app.NewBrowser(languages: Language.Pseudo.Tag);
        await staff.SignInAsync(await app.CreateStaffAsync(Roles.SuperAdmin, "Grace Hopper"));
        var found = new List<string>();
        foreach (var path in GetPaths().Select(fill))
        {
            var page = await staff.OpenAsync(path);
            found.AddRange(IsShown(page) ? Find(page) : [$"{path} answered {page.Status}"]);
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Pages_of_disputes_failed_refunds_and_postponed_events_have_no_English_word()
    {
        var show = await app.PublishShowAsync();
        var (disputed, failed) = (await app.BuyAsync(show, "Standing", 2), await app.BuyAsync(show, "Standing", 1));
        await app.DisputeAsync(disputed);
        var refund = await app.StartRefundAsync(failed);
        await app.UseAsync<SettleRefund>(settle => settle.FailAsync(refund.Id, new RefundState.Failed("", "Power cut"), Ct));
        var sold = await app.SellAsync(show, "Standing", 2, buyer: new Buyer(disputed.BuyerName, "", ""));
        using var staff = app.NewBrowser(languages: Language.Pseudo.Tag);
        await staff.SignInAsync(await app.CreateStaffAsync(Roles.SuperAdmin, "Grace Hopper"));
        List<BrowserPage> pages =
        [
            await ReviewRefundAsync(staff, sold),
            await (await staff.OpenAsync("/admin/events/new")).SubmitAsync("main form"),
            await (await staff.OpenAsync($"/admin/events/{show.Id}/postpone")).SubmitAsync("main form"),
        ];
        await app.StartRefundAsync(sold, 1);
        await app.PostponeAsync(show, app.OfferRefunds(days: 10));
        foreach (
            var path in new[]
            {
                "",
                $"/orders/{disputed.Reference}",
                $"/orders/{failed.Reference}",
                $"/orders/{failed.Reference}/refund",
                $"/orders/{sold.Reference}/refund",
                "/refunds?status=Failed",
                "/payments",
                $"/events/{show.Id}",
                $"/events/{show.Id}/changes",
                $"/events/{show.Id}/postpone",
            }
        )
        {
            pages.Add((await staff.OpenAsync($"/admin{path}")).ExpectStatus(HttpStatusCode.OK));
        }

        var found = pages.SelectMany(Find).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private async Task<BrowserPage> ReviewRefundAsync(Browser staff, Order order)
    {
        var ticket = (await app.GetTicketsAsync(order))[0].Id;
        var choosing = await staff.OpenAsync($"/admin/orders/{order.Reference}/refund");
        var typed = new Dictionary<string, string> { ["Chosen"] = $"{ticket}", ["Reason"] = "Power cut" };
        return (await choosing.SubmitAsync("main form", typed, "review")).ExpectStatus(HttpStatusCode.OK);
    }

    private static IEnumerable<string> GetPaths() =>
        KnownRoutes
            .All.Keys.Where(route => route == "admin" || route.StartsWith("admin/", StringComparison.Ordinal))
            .Where(route => Translated.Contains(GetFolder(route)) && !IsFile(route))
            .Concat(Chosen)
            .Select(route => $"/{route}");

    private static string GetFolder(string route) => route.Split('/').ElementAtOrDefault(1) ?? "";

    private static bool IsFile(string route) =>
        route.Contains('.', StringComparison.Ordinal)
        || route.Contains("{name", StringComparison.Ordinal)
        || route.EndsWith("/html", StringComparison.Ordinal)
        || route.EndsWith("/preview", StringComparison.Ordinal)
        || route.Contains("/data/", StringComparison.Ordinal);

    private static bool IsShown(BrowserPage page) =>
        (page.Status == HttpStatusCode.OK || Refusals.Contains(page.Path))
        && page.Document.DocumentElement.GetAttribute("lang") == Language.Pseudo.Tag;

    private static IEnumerable<string> Find(BrowserPage page)
    {
        foreach (var hidden in page.Document.QuerySelectorAll("template").OfType<IHtmlTemplateElement>().ToList())
        {
            page.Document.Body!.AppendChild(hidden.Content);
        }

        foreach (var element in page.Document.QuerySelectorAll(Untranslated).ToList())
        {
            element.Remove();
        }

        var texts = page.Document.Descendants<IText>().Select(text => text.Data);
        var attributes = page.Document.All.SelectMany(element => ReadAloud.Select(element.GetAttribute)).OfType<string>();
        return texts
            .Concat(attributes)
            .Where(text => EnglishText.Find(Codes.Replace(text, ""), Written).Count > 0)
            .Select(text => $"{page.Path}: {text.Trim()}")
            .Distinct();
    }

    /// <returns>Fills the ids into a route.</returns>
    private async Task<Func<string, string>> PrepareAsync()
    {
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 2);
        await app.StartRefundAsync(order, 1);
        await app.SellAsync(show, "Standing", 1, buyer: new Buyer(order.BuyerName, "", ""));
        var run = await app.StartBulkAsync(BulkAction.Refund, BulkSteps.Only(await app.BuyAsync(show, "Standing", 1)));
        var member = await app.CreateStaffAsync(name: "Mary Jackson");
        var mail = await app.QueueDeadMailAsync(kind: PasswordReset.MailKind);
        var webhook = await app.AddWebhookAsync("https://receiver.example/hook");
        var code = await app.AddCodeAsync(show);
        var message = await app.WriteAsync(show, form => (form.Subject, form.Body) = ("SPRING", "SPRING"));
        var ids = new Dictionary<string, Guid>
        {
            ["users"] = member.Id,
            ["notifications"] = mail.Id,
            ["webhooks"] = webhook.Id,
        };
        var delivery = await app.UseAsync<SendWebhookAgain, Guid?>(messages =>
            messages.SendTestAsync(webhook.Id, TestContext.Current.CancellationToken)
        );
        return route =>
            Fill(
                    route.Replace("bulk/{id:guid}", $"bulk/{run}", StringComparison.Ordinal),
                    ids.GetValueOrDefault(GetFolder(route.TrimStart('/')), show.Id),
                    order
                )
                .Replace("{promoCode:guid}", $"{code.Id}", StringComparison.Ordinal)
                .Replace("{message:guid}", $"{message.Id}", StringComparison.Ordinal)
                .Replace("{message:guid?}", $"{message.Id}", StringComparison.Ordinal)
                .Replace("{delivery:guid}", $"{delivery}", StringComparison.Ordinal);
    }

    private static string Fill(string route, Guid id, Order order) =>
        route
            .Replace("{id:guid}", $"{id}", StringComparison.Ordinal)
            .Replace("{eventId:guid}", $"{id}", StringComparison.Ordinal)
            .Replace("{reference}", order.Reference, StringComparison.Ordinal)
            .Replace("/{group?}/{language?}", "", StringComparison.Ordinal)
            .Replace("/{language?}", "", StringComparison.Ordinal);

    /// <summary>Addresses, and references of payments.</summary>
    [GeneratedRegex(@"[\w.]+@[\w.]+|/events/[\w-]+|sandbox-[\w-]+")]
    private static partial Regex Codes { get; }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
