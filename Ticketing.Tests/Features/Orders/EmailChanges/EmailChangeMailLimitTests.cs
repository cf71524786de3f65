using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Notifications;
using Ticketing.Infrastructure.Notifications.Outbox;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Orders.EmailChanges;

/// <summary>Mails that anybody can trigger are limited for each recipient.</summary>
public sealed class EmailChangeMailLimitTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private TicketingApp app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task A_code_that_cannot_be_sent_is_not_announced(DatabaseProvider database)
    {
        app = venues.On(database);
        var email = NewEmail("ada");
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: email);
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        app.Clock.Advance(TimeSpan.FromHours(24));
        await UseUpLimitAsync(email);
        var refused = (await page.SubmitAsync(".resend", Form(NewEmail("grace")))).ExpectStatus(HttpStatusCode.TooManyRequests);
        Assert.DoesNotContain("the code we’ve emailed", refused.Text, StringComparison.Ordinal);
        Assert.Contains("try again in an hour", refused.Text, StringComparison.Ordinal);

        // Nothing is left behind that would keep the next code from being sent.
        app.Clock.Advance(TimeSpan.FromHours(1));
        var asked = (await page.SubmitAsync(".resend", Form(NewEmail("grace")))).ExpectStatus(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("the code we’ve emailed", asked.Text, StringComparison.Ordinal);
        Assert.Single(await MailsAsync(order), mail => mail.Kind == OrderEmailCodes.Kind);
    }

    [Theory, OnEitherDatabase]
    public async Task A_right_code_is_not_used_up_if_the_new_address_cannot_get_mail_now(DatabaseProvider database)
    {
        app = venues.On(database);
        var (email, crowded) = (NewEmail("ada"), NewEmail("grace"));
        using var buyer = app.NewBrowser();
        var page = await buyer.BuyAsync(await app.PublishEventAsync(), email: email);
        var order = (await app.FindOrderAsync(page.GetLastPathSegment()))!;
        app.Clock.Advance(TimeSpan.FromHours(24));
        await UseUpLimitAsync(crowded);
        var form = await page.SubmitAsync(".resend", Form(crowded));
        var code = (await app.UseAsync<OrderEmailCodes, string?>(codes => codes.CreateAsync(order.Id, Ct)))!;
        (await form.SubmitAsync(".resend", Form(crowded, code))).ExpectStatus(HttpStatusCode.TooManyRequests);

        var other = NewEmail("mary");
        (await form.SubmitAsync(".resend", Form(other, code))).ExpectStatus(HttpStatusCode.OK);
        Assert.Equal(other, (await app.FindOrderAsync(order.Reference))!.BuyerEmail);
        Assert.Equal(
            0,
            await app.UseAsync<TicketingDbContext, int>(db => db.Set<OrderEmailCode>().CountAsync(c => c.OrderId == order.Id, Ct))
        );
    }

    [Theory, OnEitherDatabase]
    public async Task The_notice_about_an_unproven_address_waits_for_its_turn(DatabaseProvider database)
    {
        app = venues.On(database);
        var victim = NewEmail("victim");
        var show = await app.PublishEventAsync(new TicketTypeDraft("Entry", 0, 100));
        await UseUpLimitAsync(victim);
        var code = await app.PlaceHoldAsync(show, "Entry", 1);
        await app.StartPaymentAsync(code, victim);
        var order = (await app.FindOrderByHoldAsync(code))!;
        await app.UseAsync<ResendConfirmation>(resend => resend.ResendAsync(order.Id, NewEmail("other"), code: null, Ct));
        var notice = Assert.Single(await MailsAsync(order), mail => mail.Kind == OrderEmailChanges.NoticeKind);
        Assert.Equal(victim, notice.Recipient);
        Assert.True(notice.DueAt > app.Clock.GetUtcNow(), "The notice is due at once.");
    }

    private static string NewEmail(string name) => $"{name}-{Guid.NewGuid():N}@example.com";

    private static Dictionary<string, string> Form(string email) => new() { ["Email"] = email };

    private static Dictionary<string, string> Form(string email, string code) => new() { ["Email"] = email, ["Code"] = code };

    private async Task UseUpLimitAsync(string email)
    {
        for (var mail = 0; mail < RecipientLimit.MaxPerHour; mail++)
        {
            await app.UseAsync<SendOrderLinks>(links => links.QueueAsync(email, Ct));
            app.Clock.Advance(TimeSpan.FromMinutes(5));
        }
    }

    private Task<IReadOnlyList<Notification>> MailsAsync(Order order) =>
        app.UseAsync<NotificationOutbox, IReadOnlyList<Notification>>(outbox => outbox.GetForOrderAsync(order.Id, Ct));
}
