using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Architecture;

/// <summary>Checks every route for every kind of user. A new route must be added here.</summary>
public sealed class RouteAccessTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    private static readonly Person[] Everybody = Enum.GetValues<Person>();
    private static readonly Person[] Nobody = [];
    private static readonly Person[] TheBuyer = [Person.Buyer];
    private static readonly Person[] AccountHolders =
    [
        Person.AdminWithOneFactor,
        Person.WaitingForApproval,
        Person.Admin,
        Person.SuperAdmin,
    ];
    private static readonly Person[] FullySignedIn = [Person.WaitingForApproval, Person.Admin, Person.SuperAdmin];
    private static readonly Person[] Staff = [Person.Admin, Person.SuperAdmin];
    private static readonly Person[] SuperAdmins = [Person.SuperAdmin];

    /// <summary>Route → allowed users. Routes with a secret code in the URL are open to everyone.</summary>
    private static readonly Dictionary<string, Person[]> Allowed = new()
    {
        [""] = Everybody,
        ["Index"] = Everybody,
        ["past"] = Everybody,
        ["basket"] = Everybody,
        ["terms"] = Everybody,
        ["imprint"] = Everybody,
        ["privacy"] = Everybody,
        ["find-us"] = Everybody,
        ["error"] = Everybody,
        ["theme.css"] = Everybody,
        ["apple-touch-icon.png"] = Everybody,
        ["favicon.svg"] = Everybody,
        ["sitemap.xml"] = Everybody,
        ["robots.txt"] = Everybody,
        ["events/{slug}"] = Everybody,
        ["events/{slug}/continue"] = Everybody,
        ["events/{slug}/change"] = Everybody,
        ["events/{slug}/queue"] = Everybody,
        ["events/{slug}/remind"] = Everybody,
        ["events/{slug}/reminder"] = Nobody,
        ["unsubscribe"] = Everybody,
        ["events/{slug}/waiting-list"] = Everybody,
        ["events/{slug}/waiting-list/entry"] = Nobody,
        ["figures"] = Nobody,
        ["events.ics"] = Everybody,
        ["events.rss"] = Everybody,
        ["embed/events"] = Everybody,
        ["events/{slug}/calendar.ics"] = Everybody,
        ["events/{slug}/poster.png"] = Everybody,
        ["events/{slug}/poster.svg"] = Everybody,
        ["posters/{name}-{width}.webp"] = Everybody,
        ["checkout/{code}"] = Everybody,
        ["sandbox/{session}"] = Everybody,
        ["payments/return/{code}"] = Everybody,
        ["orders/find"] = Everybody,
        ["orders/{reference}"] = TheBuyer,
        ["orders/{reference}/confirm"] = TheBuyer,
        ["orders/{reference}/undo-email"] = Nobody,
        ["orders/{reference}/resend"] = Everybody,
        ["orders/{reference}/refund"] = Everybody,
        [@"orders/{reference}/{paper:regex(^(receipt|tickets)$)}.pdf"] = TheBuyer,
        ["orders/{reference}/credit-notes/{number:long}.pdf"] = TheBuyer,
        ["venue-check"] = Everybody,
        ["webhooks/stripe"] = Everybody,
        ["admin"] = Staff,
        ["admin/login"] = Everybody,
        ["admin/login/second-factor"] = Nobody,
        ["admin/register"] = Everybody,
        ["admin/forgot"] = Everybody,
        ["admin/join"] = Everybody,
        ["admin/unsubscribe"] = Everybody,
        ["admin/account/emails"] = FullySignedIn,
        ["admin/reset"] = Everybody,
        ["admin/account"] = FullySignedIn,
        ["admin/account/confirm"] = FullySignedIn,
        ["admin/account/password"] = FullySignedIn,
        ["admin/account/sessions"] = FullySignedIn,
        ["admin/account/second-factor"] = AccountHolders,
        ["admin/account/second-factor/app"] = AccountHolders,
        ["admin/account/second-factor/codes"] = AccountHolders,
        ["admin/users"] = SuperAdmins,
        ["admin/users/invite"] = SuperAdmins,
        ["admin/users/{id:guid}"] = SuperAdmins,
        ["setup"] = Everybody,
        ["admin/sign-out"] = Everybody,
        ["admin/denied"] = Nobody,
        ["admin/events"] = Staff,
        ["admin/events/new"] = Staff,
        ["admin/events/{id:guid}"] = Staff,
        ["admin/events/{id:guid}/edit"] = Staff,
        ["admin/events/{id:guid}/types"] = Staff,
        ["admin/events/{id:guid}/promo-codes"] = Staff,
        ["admin/promo-codes"] = Staff,
        ["admin/promo-codes/batches/{batch:guid}.csv"] = Staff,
        ["admin/promo-codes/{promoCode:guid}"] = Staff,
        ["admin/events/{id:guid}/messages"] = Staff,
        ["admin/events/{id:guid}/messages/compose/{message:guid?}"] = Staff,
        ["admin/events/{id:guid}/messages/{message:guid}"] = Staff,
        ["admin/events/{id:guid}/messages/{message:guid}/preview"] = Staff,
        ["admin/events/{id:guid}/waiting-list"] = Staff,
        ["admin/events/{id:guid}/waiting-room"] = Staff,
        ["admin/events/{id:guid}/guests"] = Staff,
        ["admin/events/{id:guid}/poster"] = Staff,
        ["admin/events/{id:guid}/poster.svg"] = Staff,
        ["admin/events/{id:guid}/translations/{language?}"] = Staff,
        ["admin/events/{id:guid}/duplicate"] = Staff,
        ["admin/events/{id:guid}/preview"] = Staff,
        ["admin/events/{id:guid}/cancel"] = Staff,
        ["admin/events/{id:guid}/changes"] = Staff,
        ["admin/events/{id:guid}/postpone"] = Staff,
        ["admin/insights/events/{id:guid}"] = Staff,
        ["admin/insights/data/events/{id:guid}/pace"] = Staff,
        ["admin/insights/data/events/{id:guid}/arrivals"] = Staff,
        ["admin/events/{id:guid}/settlement"] = Staff,
        ["admin/events/{id:guid}/settlement.{format:regex(^(pdf|csv|xlsx)$)}"] = Staff,
        ["admin/orders"] = Staff,
        ["admin/orders.{type:regex(^(csv|xlsx)$)}"] = Staff,
        ["admin/orders/bulk"] = Staff,
        ["admin/orders/bulk/{id:guid}"] = Staff,
        ["admin/orders/new"] = Staff,
        ["admin/orders/{reference}/notes"] = Staff,
        ["admin/orders/{reference}"] = Staff,
        [@"admin/orders/{reference}/{paper:regex(^(receipt|tickets)$)}.pdf"] = Staff,
        ["admin/orders/{reference}/credit-notes/{number:long}.pdf"] = Staff,
        ["admin/orders/{reference}/refund"] = Staff,
        ["admin/payments"] = Staff,
        ["admin/refunds"] = Staff,
        ["admin/payments/messages"] = Staff,
        ["admin/error"] = Everybody,
        ["admin/more"] = Staff,
        ["admin/search"] = Staff,
        ["admin/notifications"] = Staff,
        ["admin/notifications/requeue"] = Staff,
        ["admin/notifications/{id:guid}"] = Staff,
        ["admin/notifications/{id:guid}/html"] = Staff,
        ["admin/insights/export"] = Staff,
        [@"admin/insights/export/{list:regex(^(orders|attendees|sales)$)}.{type:regex(^(csv|xlsx)$)}"] = Staff,
        ["admin/audit"] = SuperAdmins,
        ["admin/api-keys"] = SuperAdmins,
        ["admin/api-keys/new"] = SuperAdmins,
        ["admin/backups"] = SuperAdmins,
        ["admin/backups/{name:maxlength(100)}"] = SuperAdmins,
        ["admin/restore"] = SuperAdmins,
        ["admin/webhooks"] = SuperAdmins,
        ["admin/webhooks/new"] = SuperAdmins,
        ["admin/webhooks/{id:guid}"] = SuperAdmins,
        ["admin/webhooks/{id:guid}/edit"] = SuperAdmins,
        ["admin/webhooks/{id:guid}/deliveries/{delivery:guid}"] = SuperAdmins,
        ["admin/insights"] = Staff,
        ["admin/insights/data/sales"] = Staff,
        ["admin/check-in"] = Staff,
        ["admin/check-in/{eventId:guid}"] = Staff,
        ["admin/check-in/{eventId:guid}/list"] = Staff,
        ["admin/settings/{group?}/{language?}"] = SuperAdmins,
        ["admin/check"] = SuperAdmins,
        ["admin/check/arrived"] = Everybody,
        ["logo/{name}.png"] = Everybody,
        ["api/v1/events"] = Everybody,
        ["api/v1/events/{id:guid}"] = Everybody,
        ["api/v1/events/{id:guid}/availability"] = Everybody,
        ["api/v1/languages"] = Everybody,
        ["api/v1/auth/token"] = Everybody,
        ["api/v1/auth/refresh"] = Everybody,
        ["api/v1/auth/revoke"] = Everybody,
        // Takes no GET. Cookies are not read, so that a POST is refused to everybody here.
        ["api/v1/admin/events"] = Nobody,
        ["api/v1/admin/events/{id:guid}"] = Nobody,
        ["api/v1/admin/events/{id:guid}/publish"] = Everybody,
        ["api/v1/admin/events/{id:guid}/schedule"] = Everybody,
        ["api/v1/admin/events/{id:guid}/unschedule"] = Everybody,
        ["api/v1/admin/events/{id:guid}/withdraw"] = Everybody,
        ["api/v1/admin/events/{id:guid}/postpone"] = Everybody,
        ["api/v1/admin/events/{id:guid}/new-date"] = Everybody,
        ["api/v1/admin/events/{id:guid}/changes"] = Nobody,
        ["api/v1/admin/events/{id:guid}/cancel"] = Everybody,
        ["api/v1/admin/events/{id:guid}/promo-codes"] = Nobody,
        ["api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}"] = Nobody,
        ["api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}/end"] = Everybody,
        ["api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}/resume"] = Everybody,
        ["api/v1/admin/events/{id:guid}/ticket-types"] = Nobody,
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}"] = Nobody,
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/withdraw"] = Everybody,
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/move"] = Everybody,
        ["api/v1/check-in/{eventId:guid}/by-hand"] = Everybody,
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/offer"] = Everybody,
        ["api/v1/audit"] = Nobody,
        ["api/v1/exports/attendees"] = Nobody,
        ["api/v1/exports/orders"] = Nobody,
        ["api/v1/exports/sales"] = Nobody,
        ["api/v1/insights/sales"] = Nobody,
        ["api/v1/admin/events/{id:guid}/figures"] = Nobody,
        ["api/v1/admin/events/{id:guid}/settlement"] = Nobody,
        ["api/v1/staff"] = Nobody,
        ["api/v1/staff/{id:guid}"] = Nobody,
        ["api/v1/staff/invitations"] = Everybody,
        ["api/v1/staff/{id:guid}/approve"] = Everybody,
        ["api/v1/staff/{id:guid}/disable"] = Everybody,
        ["api/v1/staff/{id:guid}/enable"] = Everybody,
        ["api/v1/staff/{id:guid}/invitation"] = Everybody,
        ["api/v1/staff/{id:guid}/invite-again"] = Everybody,
        ["api/v1/staff/{id:guid}/reset-second-factor"] = Everybody,
        ["api/v1/staff/{id:guid}/role"] = Everybody,
        ["api/v1/staff/{id:guid}/sign-out"] = Everybody,
        ["api/v1/webhooks"] = Nobody,
        ["api/v1/webhooks/{id:guid}"] = Nobody,
        ["api/v1/webhooks/{id:guid}/rotate-secret"] = Everybody,
        ["api/v1/webhooks/{id:guid}/end-old-secret"] = Everybody,
        ["api/v1/webhooks/{id:guid}/enable"] = Everybody,
        ["api/v1/webhooks/{id:guid}/disable"] = Everybody,
        ["api/v1/webhooks/{id:guid}/test"] = Everybody,
        ["api/v1/webhooks/{id:guid}/deliveries"] = Nobody,
        ["api/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}"] = Nobody,
        ["api/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}/send-again"] = Everybody,
        ["api/v1/orders"] = Nobody,
        ["api/v1/orders/{reference}"] = Nobody,
        ["api/v1/orders/{reference}/refunds"] = Everybody,
        ["api/v1/orders/{reference}/resend"] = Everybody,
        ["api/v1/orders/{reference}/buyer"] = Everybody,
        ["api/v1/orders/{reference}/company"] = Everybody,
        ["api/v1/orders/{reference}/tickets/{number:int}/attendee"] = Everybody,
        ["api/v1/check-in"] = Everybody,
        ["api/v1/check-in/{eventId:guid}/undo"] = Everybody,
        ["api/v1/check-in/{eventId:guid}/tickets"] = Nobody,
        ["api/v1/admin/events/{id:guid}/attendees"] = Nobody,
        ["api/v1/box-office/sales"] = Everybody,
        ["api/v1/holds"] = Everybody,
        ["api/v1/holds/{code}"] = Everybody,
        ["api/v1/holds/{code}/order"] = Everybody,
        ["api/v1/api-keys"] = Everybody,
        [".well-known/jwks.json"] = Everybody,
        ["api/docs/{documentName?}"] = Everybody,
        ["api/docs/favicon.svg"] = Everybody,
        ["api/docs/scalar.aspnetcore.js"] = Everybody,
        ["api/docs/scalar.js"] = Everybody,
        ["openapi/{documentName}.json"] = Everybody,
        ["api/problems/{name}"] = Everybody,
        ["health/live"] = Everybody,
        ["health/ready"] = Everybody,
        ["metrics"] = Everybody,
    };

    private readonly TicketingApp app = venues.On(DatabaseProvider.Sqlite);

    [Fact]
    public void Every_route_is_on_the_list() => Assert.Equal(KnownRoutes.All.Keys.Order(), Allowed.Keys.Order());

    /// <summary>Disabled and demoted users try the session they had before.</summary>
    [Theory]
    [MemberData(nameof(People))]
    public async Task Each_person_reaches_only_their_routes(Person person)
    {
        var show = await app.PublishEventAsync();
        var order = await app.BuyAsync(show, "Standing", 1);
        var hold = await app.PlaceHoldAsync(show, "Seated", 1);
        using var browser = await new PersonBrowsers(app).OpenAsync(person, order);
        foreach (var (route, allowed) in Allowed)
        {
            var path = KnownRoutes.Fill(KnownRoutes.All[route].Path, show, hold, order.Reference);
            using var opened = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
            Assert.True(LetsIn(opened) == allowed.Contains(person), $"{person} asked for {route} and got {opened.StatusCode}");

            // Nothing works without an antiforgery token; the admin area checks access first.
            using var posted = await browser.SendAsync(Browser.PostRequest(path, [new("Nothing", "1")]));
            // Chart data accepts no POST.
            var isTurnedAway =
                !LetsIn(posted)
                || posted.StatusCode == HttpStatusCode.MethodNotAllowed
                || (!route.StartsWith("admin/", StringComparison.Ordinal) && (int)posted.StatusCode is 400 or 404);
            Assert.True(
                isTurnedAway || allowed.Contains(person) || allowed.Length == 0,
                $"{person} posted to {route} and got {posted.StatusCode}"
            );
        }
    }

    public static TheoryData<Person> People => [.. Everybody];

    private static bool LetsIn(HttpResponseMessage answer)
    {
        var sentTo = answer.Headers.Location?.OriginalString ?? "";
        return answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
            && !sentTo.Contains("/admin/login", StringComparison.Ordinal)
            && !sentTo.Contains("/admin/denied", StringComparison.Ordinal);
    }
}
