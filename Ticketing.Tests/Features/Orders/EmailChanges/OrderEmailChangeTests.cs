using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.EmailChanges;

/// <summary>A thief has the emailed link and lets the tickets go to another address.</summary>
public sealed partial class OrderEmailChangeTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private const string Thief = "thief@bad.example";

    private const string UndoForm = "form[action$='/undo-email']";

    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_old_address_is_told_without_the_new_one_and_the_change_is_audited(DatabaseProvider database)
    {
        var (buyer, thief, order) = await TakeOverAsync(database);
        using var _ = buyer;
        using var __ = thief;
        var mail = await ReadNoticeAsync(order);
        Assert.Equal("ada@example.com", mail.Recipient);
        Assert.Contains("now go to another email address", mail.Content!, StringComparison.Ordinal);
        Assert.DoesNotContain("thief", mail.Content!, StringComparison.OrdinalIgnoreCase);
        var entry = Assert.Single(await AuditAsync(order), e => e.Action == "order.email-changed");
        Assert.Contains("ada@example.com", entry.Before!, StringComparison.Ordinal);
        Assert.Contains(Thief, entry.After!, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_browser_that_bought_keeps_its_access(DatabaseProvider database)
    {
        var (buyer, thief, order) = await TakeOverAsync(database);
        using var _ = buyer;
        using var __ = thief;
        (await buyer.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
        (await thief.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
    }

    [Theory, OnEitherDatabase]
    public async Task The_owner_undoes_the_change_and_the_thief_loses_access(DatabaseProvider database)
    {
        var (buyer, thief, order) = await TakeOverAsync(database);
        using var _ = buyer;
        using var __ = thief;
        var link = await CreateUndoLinkAsync(order);
        using var owner = app.NewBrowser();
        var page = (await owner.OpenAsync(link)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(Thief, (await app.FindOrderAsync(order.Reference))!.BuyerEmail);
        (await page.SubmitAsync(UndoForm)).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("ada@example.com", (await app.FindOrderAsync(order.Reference))!.BuyerEmail);
        (await thief.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.Forbidden);
        (await owner.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
        (await buyer.OpenAsync($"/orders/{order.Reference}")).ExpectStatus(HttpStatusCode.OK);
        (await page.SubmitAsync(UndoForm)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Single(await AuditAsync(order), e => e.Action == "order.email-restored");
    }

    [Theory, OnEitherDatabase]
    public async Task The_undo_also_ends_what_the_thief_could_undo_and_tells_the_replaced_address(DatabaseProvider database)
    {
        var (buyer, thief, order) = await TakeOverAsync(database);
        using var _ = buyer;
        using var __ = thief;
        var ownersLink = await CreateUndoLinkAsync(order, "ada@example.com");

        // The thief opens the link that was sent to them, so that they could undo the next change.
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var opened = await thief.OpenAsync(await app.CreateOrderLinkAsync((await app.FindOrderAsync(order.Reference))!));
        (await opened.SubmitAsync(".resend", Email("second@bad.example"))).ExpectStatus(HttpStatusCode.OK);
        var thiefsLink = await CreateUndoLinkAsync(order, Thief);
        var page = (await thief.OpenAsync(thiefsLink)).ExpectStatus(HttpStatusCode.OK);

        using var owner = app.NewBrowser();
        await (await owner.OpenAsync(ownersLink)).SubmitAsync(UndoForm);
        Assert.Equal("ada@example.com", (await app.FindOrderAsync(order.Reference))!.BuyerEmail);
        (await page.SubmitAsync(UndoForm)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal("ada@example.com", (await app.FindOrderAsync(order.Reference))!.BuyerEmail);

        var notices = await ReadMailsAsync(order, OrderEmailChanges.NoticeKind);
        var told = Assert.Single(notices, mail => mail.Recipient == "second@bad.example");
        Assert.Equal(NotificationStatus.Sent, told.Status);
        Assert.Contains("now go to another email address", told.Content!, StringComparison.Ordinal);
        Assert.DoesNotContain("undo-email", told.Content!, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task A_change_can_be_undone_for_a_day(DatabaseProvider database)
    {
        var (buyer, thief, order) = await TakeOverAsync(database);
        using var _ = buyer;
        using var __ = thief;
        var link = await CreateUndoLinkAsync(order);
        using var owner = app.NewBrowser();
        var page = await owner.OpenAsync(link);
        app.Clock.Advance(TimeSpan.FromHours(24));
        (await page.SubmitAsync(UndoForm)).ExpectStatus(HttpStatusCode.Forbidden);
        Assert.Equal(Thief, (await app.FindOrderAsync(order.Reference))!.BuyerEmail);
    }

    [Theory, OnEitherDatabase]
    public async Task A_mistyped_address_that_never_opened_its_link_is_told_but_cannot_undo(DatabaseProvider database)
    {
        app = NextDay(venues.On(database));
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: "adda@example.com");
        await page.SubmitAsync(".resend", Email("ada@example.com"));
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        var mail = await ReadNoticeAsync(order);
        Assert.Equal("adda@example.com", mail.Recipient);
        Assert.DoesNotContain("undo-email", mail.Content!, StringComparison.Ordinal);
        Assert.False((await GetChangeAsync(order, "adda@example.com")).CanUndo);
    }

    [Theory, OnEitherDatabase]
    public async Task After_a_day_a_change_needs_a_code_that_was_sent_to_the_orders_address(DatabaseProvider database)
    {
        app = NextDay(venues.On(database));
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync());
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        app.Clock.Advance(TimeSpan.FromHours(24));
        var form = (await page.SubmitAsync(".resend", Email("grace@example.com"))).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("the code we’ve emailed to a•••@example.com", form.Text, StringComparison.Ordinal);
        Assert.Equal("ada@example.com", (await app.FindOrderAsync(order.Reference))!.BuyerEmail);

        var code = (await app.UseAsync<OrderEmailCodes, string?>(codes => codes.CreateAsync(order.Id, Ct)))!;
        var wrong = code == "111111" ? "222222" : "111111";
        form = (await form.SubmitAsync(".resend", Code("grace@example.com", wrong))).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("That code didn’t match", form.Text, StringComparison.Ordinal);
        (await form.SubmitAsync(".resend", Code("grace@example.com", code))).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal("grace@example.com", (await app.FindOrderAsync(order.Reference))!.BuyerEmail);
        Assert.Equal("ada@example.com", (await ReadMailAsync(order, OrderEmailCodes.Kind)).Recipient);
    }

    [Theory]
    [OnEitherDatabase(599, true)]
    [OnEitherDatabase(600, false)]
    public async Task A_code_works_for_ten_minutes(DatabaseProvider database, int seconds, bool works)
    {
        app = NextDay(venues.On(database));
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.UseAsync<OrderEmailCodes>(codes => codes.RequestAsync(order, Ct));
        Assert.Contains("within 10 minutes", (await ReadMailAsync(order, OrderEmailCodes.Kind)).Content!, StringComparison.Ordinal);
        var code = (await app.UseAsync<OrderEmailCodes, string?>(codes => codes.CreateAsync(order.Id, Ct)))!;
        app.Clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(works, await app.UseAsync<OrderEmailCodes, bool>(codes => codes.TryUseAsync(order.Id, code, Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task Five_wrong_codes_use_the_code_up_even_if_they_are_sent_at_once(DatabaseProvider database)
    {
        app = NextDay(venues.On(database));
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        await app.UseAsync<OrderEmailCodes>(codes => codes.RequestAsync(order, Ct));
        var code = (await app.UseAsync<OrderEmailCodes, string?>(codes => codes.CreateAsync(order.Id, Ct)))!;
        var wrong = code == "111111" ? "222222" : "111111";
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync(wrong)));
        Assert.False(await TryAsync(code));

        Task<bool> TryAsync(string typed) => app.UseAsync<OrderEmailCodes, bool>(codes => codes.TryUseAsync(order.Id, typed, Ct));
    }

    [Theory, OnEitherDatabase]
    public async Task The_mailed_code_and_undo_link_work_and_are_masked_in_the_stored_copy(DatabaseProvider database)
    {
        var (buyer, thief, order) = await TakeOverAsync(database);
        using var _ = buyer;
        using var __ = thief;
        var mail = await ReadNoticeAsync(order);
        Assert.Contains("/undo-email?token=", mail.Content!, StringComparison.Ordinal);
        Assert.DoesNotMatch(UndoToken, mail.Content!);
        Assert.NotNull((await GetChangeAsync(order, "ada@example.com")).UndoHash);
    }

    private async Task<(Browser Buyer, Browser Thief, Order Order)> TakeOverAsync(DatabaseProvider database)
    {
        app = NextDay(venues.On(database));
        // Mails to the same person are limited by the day.
        app.Clock.Advance(TimeSpan.FromDays(1));
        var (buyer, thief) = (app.NewBrowser(), app.NewBrowser());
        var page = await buyer.BuyAsync(await app.PublishEventAsync());
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        var opened = await thief.OpenAsync(await app.CreateOrderLinkAsync(order));
        (await opened.SubmitAsync(".resend", Email(Thief))).ExpectStatus(HttpStatusCode.OK);
        return (buyer, thief, order);
    }

    private static Dictionary<string, string> Email(string email) => new() { ["Email"] = email };

    private static Dictionary<string, string> Code(string email, string code) => new() { ["Email"] = email, ["Code"] = code };

    /// <summary>The tests share a venue and its addresses, and each may get only a few mails an hour.</summary>
    private static TicketingApp NextDay(TicketingApp venue)
    {
        venue.Clock.Advance(TimeSpan.FromHours(25));
        return venue;
    }

    private async Task<string> CreateUndoLinkAsync(Order order, string oldEmail = "ada@example.com")
    {
        var change = await GetChangeAsync(order, oldEmail);
        var token = await app.UseAsync<OrderEmailChanges, string>(changes => changes.CreateUndoTokenAsync(change, Ct));
        return $"/orders/{order.Reference}/undo-email?token={token}";
    }

    private Task<OrderEmailChange> GetChangeAsync(Order order, string oldEmail) =>
        app.UseAsync<TicketingDbContext, OrderEmailChange>(db =>
            db.Set<OrderEmailChange>().AsNoTracking().SingleAsync(c => c.OrderId == order.Id && c.OldEmail == oldEmail, Ct)
        );

    private Task<Notification> ReadNoticeAsync(Order order) => ReadMailAsync(order, OrderEmailChanges.NoticeKind);

    private async Task<Notification> ReadMailAsync(Order order, string kind) => Assert.Single(await ReadMailsAsync(order, kind));

    private async Task<IReadOnlyList<Notification>> ReadMailsAsync(Order order, string kind)
    {
        await app.RunJobAsync<NotificationDispatcher>();
        var mails = await app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct));
        return [.. mails.Where(mail => mail.Kind == kind)];
    }

    private Task<List<AuditEntry>> AuditAsync(Order order) =>
        app.UseAsync<TicketingDbContext, List<AuditEntry>>(db =>
            db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == order.Id.ToString()).ToListAsync(Ct)
        );

    [GeneratedRegex(@"undo-email\?token=[A-Za-z0-9_-]{32}")]
    private static partial Regex UndoToken { get; }
}
