using System.Net;
using Ticketing.Features.Events;

namespace Ticketing.Tests.Architecture;

/// <summary>Every route of the product. A new one must be added here.</summary>
internal static class KnownRoutes
{
    public const string Html = "text/html";
    public const string NoBody = "";
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";
    private const string AWebhook = "/admin/webhooks/0199a000-0000-7000-8000-000000000001";
    private const string AnEvent = "/admin/events/0191d4a0-0000-7000-8000-000000000000";

    private const string AMessage = AnEvent + "/messages/0199a000-0000-7000-8000-000000000001";

    private const string CheckInPage = "/admin/check-in/0191d4a0-0000-7000-8000-000000000000";

    /// <summary>Route → request path, status, content type. {show}, {hold} … are replaced by real values.</summary>
    public static readonly Dictionary<string, (string Path, HttpStatusCode Status, string Type)> All = new()
    {
        [""] = ("/", HttpStatusCode.OK, Html),
        ["Index"] = ("/Index", HttpStatusCode.OK, Html),
        ["past"] = ("/past", HttpStatusCode.OK, Html),
        ["basket"] = ("/basket", HttpStatusCode.OK, Html),
        ["terms"] = ("/terms", HttpStatusCode.OK, Html),
        ["imprint"] = ("/imprint", HttpStatusCode.OK, Html),
        ["privacy"] = ("/privacy", HttpStatusCode.OK, Html),
        ["find-us"] = ("/find-us", HttpStatusCode.OK, Html),
        ["error"] = ("/error", HttpStatusCode.NotFound, Html),
        ["theme.css"] = ("/theme.css", HttpStatusCode.OK, "text/css"),
        ["apple-touch-icon.png"] = ("/apple-touch-icon.png", HttpStatusCode.OK, "image/png"),
        ["favicon.svg"] = ("/favicon.svg", HttpStatusCode.OK, "image/svg+xml"),
        ["sitemap.xml"] = ("/sitemap.xml", HttpStatusCode.OK, "application/xml"),
        ["robots.txt"] = ("/robots.txt", HttpStatusCode.OK, "text/plain"),
        ["events/{slug}"] = ("/events/{show}", HttpStatusCode.OK, Html),
        ["events/{slug}/continue"] = ("/events/{show}/continue", HttpStatusCode.SeeOther, NoBody),
        ["events/{slug}/change"] = ("/events/{show}/change", HttpStatusCode.SeeOther, NoBody),
        ["events/{slug}/queue"] = ("/events/{show}/queue", HttpStatusCode.SeeOther, NoBody),
        ["events/{slug}/remind"] = ("/events/{show}/remind", HttpStatusCode.SeeOther, NoBody),
        ["figures"] = ("/figures?token=forged", HttpStatusCode.Forbidden, Html),
        ["unsubscribe"] = ("/unsubscribe?token=forged", HttpStatusCode.NotFound, Html),
        ["events/{slug}/waiting-list"] = ("/events/{show}/waiting-list", HttpStatusCode.SeeOther, NoBody),
        ["events/{slug}/waiting-list/entry"] = ("/events/{show}/waiting-list/entry?token=forged", HttpStatusCode.Forbidden, Html),
        ["events/{slug}/reminder"] = ("/events/{show}/reminder?token=forged", HttpStatusCode.Forbidden, Html),
        ["events.ics"] = ("/events.ics", HttpStatusCode.OK, "text/calendar"),
        ["events.rss"] = ("/events.rss", HttpStatusCode.OK, "application/rss+xml"),
        ["embed/events"] = ("/embed/events", HttpStatusCode.OK, Html),
        ["events/{slug}/calendar.ics"] = ("/events/{show}/calendar.ics", HttpStatusCode.OK, "text/calendar"),
        ["events/{slug}/poster.png"] = ("/events/{show}/poster.png", HttpStatusCode.OK, "image/png"),
        ["events/{slug}/poster.svg"] = ("/events/{show}/poster.svg", HttpStatusCode.OK, "image/svg+xml"),
        ["posters/{name}-{width}.webp"] = ("/posters/no-such-poster-400.webp", HttpStatusCode.NotFound, Html),
        ["checkout/{code}"] = ("/checkout/{hold}", HttpStatusCode.OK, Html),
        ["sandbox/{session}"] = ("/sandbox/no-such-session", HttpStatusCode.NotFound, Html),
        ["payments/return/{code}"] = ("/payments/return/no-such-code", HttpStatusCode.NotFound, Html),
        ["orders/find"] = ("/orders/find", HttpStatusCode.OK, Html),
        ["orders/{reference}"] = ("/orders/{order}", HttpStatusCode.Forbidden, Html),
        ["orders/{reference}/confirm"] = ("/orders/{order}/confirm", HttpStatusCode.Forbidden, Html),
        ["orders/{reference}/undo-email"] = ("/orders/{order}/undo-email", HttpStatusCode.Forbidden, Html),
        ["orders/{reference}/refund"] = ("/orders/{order}/refund", HttpStatusCode.SeeOther, NoBody),
        ["orders/{reference}/resend"] = ("/orders/{order}/resend", HttpStatusCode.SeeOther, NoBody),
        [@"orders/{reference}/{paper:regex(^(receipt|tickets)$)}.pdf"] = ("/orders/{order}/receipt.pdf", HttpStatusCode.Forbidden, Html),
        ["orders/{reference}/credit-notes/{number:long}.pdf"] = ("/orders/{order}/credit-notes/1.pdf", HttpStatusCode.Forbidden, Html),
        ["venue-check"] = ("/venue-check", HttpStatusCode.NotFound, Html),
        ["webhooks/stripe"] = ("/webhooks/stripe", HttpStatusCode.NotFound, Html),
        ["admin"] = ("/admin", HttpStatusCode.Found, NoBody),
        ["admin/error"] = ("/admin/error", HttpStatusCode.NotFound, Html),
        ["admin/more"] = ("/admin/more", HttpStatusCode.Found, NoBody),
        ["admin/search"] = ("/admin/search", HttpStatusCode.Found, NoBody),
        ["admin/login"] = ("/admin/login", HttpStatusCode.OK, Html),
        ["admin/login/second-factor"] = ("/admin/login/second-factor", HttpStatusCode.Found, NoBody),
        ["admin/register"] = ("/admin/register", HttpStatusCode.NotFound, Html),
        ["admin/forgot"] = ("/admin/forgot", HttpStatusCode.OK, Html),
        ["admin/join"] = ("/admin/join?token=forged", HttpStatusCode.NotFound, Html),
        ["admin/unsubscribe"] = ("/admin/unsubscribe?token=forged", HttpStatusCode.NotFound, Html),
        ["admin/account/emails"] = ("/admin/account/emails", HttpStatusCode.Found, NoBody),
        ["admin/reset"] = ("/admin/reset?token=forged", HttpStatusCode.NotFound, Html),
        ["admin/account"] = ("/admin/account", HttpStatusCode.Found, NoBody),
        ["admin/account/confirm"] = ("/admin/account/confirm", HttpStatusCode.Found, NoBody),
        ["admin/account/password"] = ("/admin/account/password", HttpStatusCode.Found, NoBody),
        ["admin/account/sessions"] = ("/admin/account/sessions", HttpStatusCode.Found, NoBody),
        ["admin/account/second-factor"] = ("/admin/account/second-factor", HttpStatusCode.Found, NoBody),
        ["admin/account/second-factor/app"] = ("/admin/account/second-factor/app", HttpStatusCode.Found, NoBody),
        ["admin/account/second-factor/codes"] = ("/admin/account/second-factor/codes", HttpStatusCode.Found, NoBody),
        ["admin/users"] = ("/admin/users", HttpStatusCode.Found, NoBody),
        ["admin/users/invite"] = ("/admin/users/invite", HttpStatusCode.Found, NoBody),
        ["admin/users/{id:guid}"] = ("/admin/users/0199a000-0000-7000-8000-000000000001", HttpStatusCode.Found, NoBody),
        ["admin/settings/{group?}/{language?}"] = ("/admin/settings", HttpStatusCode.Found, NoBody),
        ["admin/check"] = ("/admin/check", HttpStatusCode.Found, NoBody),
        ["admin/check/arrived"] = ("/admin/check/arrived?token=forged", HttpStatusCode.NotFound, Html),
        ["logo/{name}.png"] = ("/logo/no-such-logo.png", HttpStatusCode.NotFound, Html),
        ["setup"] = ("/setup?token=forged", HttpStatusCode.NotFound, Html),
        ["admin/sign-out"] = ("/admin/sign-out", HttpStatusCode.Found, NoBody),
        ["admin/denied"] = ("/admin/denied", HttpStatusCode.Forbidden, Html),
        ["admin/events"] = ("/admin/events", HttpStatusCode.Found, NoBody),
        ["admin/events/new"] = ("/admin/events/new", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}"] = (AnEvent, HttpStatusCode.Found, NoBody),
        ["admin/insights/events/{id:guid}"] = (
            AnEvent.Replace("/events", "/insights/events", StringComparison.Ordinal),
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/insights/data/events/{id:guid}/pace"] = (
            AnEvent.Replace("/events", "/insights/data/events", StringComparison.Ordinal) + "/pace",
            HttpStatusCode.Unauthorized,
            Html
        ),
        ["admin/insights/data/events/{id:guid}/arrivals"] = (
            AnEvent.Replace("/events", "/insights/data/events", StringComparison.Ordinal) + "/arrivals",
            HttpStatusCode.Unauthorized,
            Html
        ),
        ["admin/events/{id:guid}/edit"] = (AnEvent + "/edit", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/types"] = (AnEvent + "/types", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/promo-codes"] = (AnEvent + "/promo-codes", HttpStatusCode.Found, NoBody),
        ["admin/promo-codes"] = ("/admin/promo-codes", HttpStatusCode.Found, NoBody),
        ["admin/promo-codes/batches/{batch:guid}.csv"] = (
            "/admin/promo-codes/batches/0199a000-0000-7000-8000-000000000001.csv",
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/promo-codes/{promoCode:guid}"] = ("/admin/promo-codes/0199a000-0000-7000-8000-000000000001", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/messages"] = (AnEvent + "/messages", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/messages/compose/{message:guid?}"] = (AnEvent + "/messages/compose", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/messages/{message:guid}"] = (AMessage, HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/messages/{message:guid}/preview"] = (AMessage + "/preview", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/waiting-list"] = (AnEvent + "/waiting-list", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/waiting-room"] = (AnEvent + "/waiting-room", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/guests"] = (AnEvent + "/guests", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/poster"] = (AnEvent + "/poster", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/poster.svg"] = (AnEvent + "/poster.svg", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/translations/{language?}"] = (AnEvent + "/translations", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/duplicate"] = (AnEvent + "/duplicate", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/preview"] = (AnEvent + "/preview", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/settlement"] = (AnEvent + "/settlement", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/settlement.{format:regex(^(pdf|csv|xlsx)$)}"] = (
            AnEvent + "/settlement.pdf",
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/orders"] = ("/admin/orders", HttpStatusCode.Found, NoBody),
        ["admin/orders.{type:regex(^(csv|xlsx)$)}"] = ("/admin/orders.csv", HttpStatusCode.Found, NoBody),
        ["admin/orders/bulk"] = ("/admin/orders/bulk", HttpStatusCode.Found, NoBody),
        ["admin/orders/bulk/{id:guid}"] = ("/admin/orders/bulk/00000000-0000-0000-0000-000000000001", HttpStatusCode.Found, NoBody),
        ["admin/orders/new"] = ("/admin/orders/new", HttpStatusCode.Found, NoBody),
        ["admin/orders/{reference}/notes"] = ("/admin/orders/{order}/notes", HttpStatusCode.Found, NoBody),
        ["admin/orders/{reference}"] = ("/admin/orders/{order}", HttpStatusCode.Found, NoBody),
        [@"admin/orders/{reference}/{paper:regex(^(receipt|tickets)$)}.pdf"] = (
            "/admin/orders/{order}/tickets.pdf",
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/orders/{reference}/credit-notes/{number:long}.pdf"] = (
            "/admin/orders/{order}/credit-notes/1.pdf",
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/payments"] = ("/admin/payments", HttpStatusCode.Found, NoBody),
        ["admin/refunds"] = ("/admin/refunds", HttpStatusCode.Found, NoBody),
        ["admin/payments/messages"] = ("/admin/payments/messages", HttpStatusCode.Found, NoBody),
        ["admin/orders/{reference}/refund"] = ("/admin/orders/{order}/refund", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/changes"] = ("/admin/events/00000000-0000-0000-0000-000000000001/changes", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/postpone"] = ("/admin/events/00000000-0000-0000-0000-000000000001/postpone", HttpStatusCode.Found, NoBody),
        ["admin/events/{id:guid}/cancel"] = ("/admin/events/00000000-0000-0000-0000-000000000001/cancel", HttpStatusCode.Found, NoBody),
        ["admin/notifications"] = ("/admin/notifications", HttpStatusCode.Found, NoBody),
        ["admin/notifications/requeue"] = ("/admin/notifications/requeue", HttpStatusCode.Found, NoBody),
        ["admin/notifications/{id:guid}"] = ("/admin/notifications/0199a000-0000-7000-8000-000000000001", HttpStatusCode.Found, NoBody),
        ["admin/notifications/{id:guid}/html"] = (
            "/admin/notifications/0199a000-0000-7000-8000-000000000001/html",
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/insights/export"] = ("/admin/insights/export", HttpStatusCode.Found, NoBody),
        [@"admin/insights/export/{list:regex(^(orders|attendees|sales)$)}.{type:regex(^(csv|xlsx)$)}"] = (
            "/admin/insights/export/orders.csv",
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/api-keys"] = ("/admin/api-keys", HttpStatusCode.Found, NoBody),
        ["admin/api-keys/new"] = ("/admin/api-keys/new", HttpStatusCode.Found, NoBody),
        ["admin/backups"] = ("/admin/backups", HttpStatusCode.Found, NoBody),
        ["admin/backups/{name:maxlength(100)}"] = ("/admin/backups/a", HttpStatusCode.Found, NoBody),
        ["admin/restore"] = ("/admin/restore", HttpStatusCode.Found, NoBody),
        ["admin/webhooks"] = ("/admin/webhooks", HttpStatusCode.Found, NoBody),
        ["admin/webhooks/new"] = ("/admin/webhooks/new", HttpStatusCode.Found, NoBody),
        ["admin/webhooks/{id:guid}"] = (AWebhook, HttpStatusCode.Found, NoBody),
        ["admin/webhooks/{id:guid}/edit"] = (AWebhook + "/edit", HttpStatusCode.Found, NoBody),
        ["admin/webhooks/{id:guid}/deliveries/{delivery:guid}"] = (
            AWebhook + "/deliveries/0199a000-0000-7000-8000-000000000001",
            HttpStatusCode.Found,
            NoBody
        ),
        ["admin/audit"] = ("/admin/audit", HttpStatusCode.Found, NoBody),
        ["admin/insights"] = ("/admin/insights", HttpStatusCode.Found, NoBody),
        ["admin/insights/data/sales"] = ("/admin/insights/data/sales", HttpStatusCode.Unauthorized, Html),
        ["admin/check-in"] = ("/admin/check-in", HttpStatusCode.Found, NoBody),
        ["admin/check-in/{eventId:guid}"] = (CheckInPage, HttpStatusCode.Found, NoBody),
        ["admin/check-in/{eventId:guid}/list"] = (CheckInPage + "/list", HttpStatusCode.Found, NoBody),
        ["api/v1/events"] = ("/api/v1/events", HttpStatusCode.OK, Json),
        ["api/v1/events/{id:guid}"] = ("/api/v1/events/{showId}", HttpStatusCode.OK, Json),
        ["api/v1/events/{id:guid}/availability"] = ("/api/v1/events/{showId}/availability", HttpStatusCode.OK, Json),
        ["api/v1/languages"] = ("/api/v1/languages", HttpStatusCode.OK, Json),
        ["api/v1/auth/token"] = ("/api/v1/auth/token", HttpStatusCode.NotFound, Problem),
        ["api/v1/auth/refresh"] = ("/api/v1/auth/refresh", HttpStatusCode.NotFound, Problem),
        ["api/v1/auth/revoke"] = ("/api/v1/auth/revoke", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events"] = ("/api/v1/admin/events", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/admin/events/{id:guid}"] = ("/api/v1/admin/events/{showId}", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/admin/events/{id:guid}/publish"] = ("/api/v1/admin/events/{showId}/publish", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/schedule"] = ("/api/v1/admin/events/{showId}/schedule", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/unschedule"] = ("/api/v1/admin/events/{showId}/unschedule", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/withdraw"] = ("/api/v1/admin/events/{showId}/withdraw", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/postpone"] = ("/api/v1/admin/events/{showId}/postpone", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/new-date"] = ("/api/v1/admin/events/{showId}/new-date", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/changes"] = ("/api/v1/admin/events/{showId}/changes", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/admin/events/{id:guid}/cancel"] = ("/api/v1/admin/events/{showId}/cancel", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/promo-codes"] = ("/api/v1/admin/events/{showId}/promo-codes", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}"] = (
            "/api/v1/admin/events/{showId}/promo-codes/{showId}",
            HttpStatusCode.Unauthorized,
            Problem
        ),
        ["api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}/end"] = (
            "/api/v1/admin/events/{showId}/promo-codes/{showId}/end",
            HttpStatusCode.NotFound,
            Problem
        ),
        ["api/v1/admin/events/{id:guid}/promo-codes/{codeId:guid}/resume"] = (
            "/api/v1/admin/events/{showId}/promo-codes/{showId}/resume",
            HttpStatusCode.NotFound,
            Problem
        ),
        ["api/v1/admin/events/{id:guid}/ticket-types"] = (
            "/api/v1/admin/events/{showId}/ticket-types",
            HttpStatusCode.Unauthorized,
            Problem
        ),
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}"] = (
            "/api/v1/admin/events/{showId}/ticket-types/{showId}",
            HttpStatusCode.Unauthorized,
            Problem
        ),
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/withdraw"] = (
            "/api/v1/admin/events/{showId}/ticket-types/{showId}/withdraw",
            HttpStatusCode.NotFound,
            Problem
        ),
        ["api/v1/check-in/{eventId:guid}/by-hand"] = ("/api/v1/check-in/{showId}/by-hand", HttpStatusCode.NotFound, Problem),
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/move"] = (
            "/api/v1/admin/events/{showId}/ticket-types/{showId}/move",
            HttpStatusCode.NotFound,
            Problem
        ),
        ["api/v1/admin/events/{id:guid}/ticket-types/{typeId:guid}/offer"] = (
            "/api/v1/admin/events/{showId}/ticket-types/{showId}/offer",
            HttpStatusCode.NotFound,
            Problem
        ),
        ["api/v1/audit"] = ("/api/v1/audit", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/exports/attendees"] = ("/api/v1/exports/attendees", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/exports/orders"] = ("/api/v1/exports/orders", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/exports/sales"] = ("/api/v1/exports/sales", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/insights/sales"] = ("/api/v1/insights/sales", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/admin/events/{id:guid}/figures"] = ("/api/v1/admin/events/{showId}/figures", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/admin/events/{id:guid}/settlement"] = ("/api/v1/admin/events/{showId}/settlement", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/staff"] = ("/api/v1/staff", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/staff/{id:guid}"] = ("/api/v1/staff/{showId}", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/staff/invitations"] = ("/api/v1/staff/invitations", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/approve"] = ("/api/v1/staff/{showId}/approve", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/disable"] = ("/api/v1/staff/{showId}/disable", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/enable"] = ("/api/v1/staff/{showId}/enable", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/invitation"] = ("/api/v1/staff/{showId}/invitation", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/invite-again"] = ("/api/v1/staff/{showId}/invite-again", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/reset-second-factor"] = ("/api/v1/staff/{showId}/reset-second-factor", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/role"] = ("/api/v1/staff/{showId}/role", HttpStatusCode.NotFound, Problem),
        ["api/v1/staff/{id:guid}/sign-out"] = ("/api/v1/staff/{showId}/sign-out", HttpStatusCode.NotFound, Problem),
        ["api/v1/webhooks"] = ("/api/v1/webhooks", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/webhooks/{id:guid}"] = ("/api/v1/webhooks/{showId}", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/webhooks/{id:guid}/rotate-secret"] = ("/api/v1/webhooks/{showId}/rotate-secret", HttpStatusCode.NotFound, Problem),
        ["api/v1/webhooks/{id:guid}/end-old-secret"] = ("/api/v1/webhooks/{showId}/end-old-secret", HttpStatusCode.NotFound, Problem),
        ["api/v1/webhooks/{id:guid}/enable"] = ("/api/v1/webhooks/{showId}/enable", HttpStatusCode.NotFound, Problem),
        ["api/v1/webhooks/{id:guid}/disable"] = ("/api/v1/webhooks/{showId}/disable", HttpStatusCode.NotFound, Problem),
        ["api/v1/webhooks/{id:guid}/test"] = ("/api/v1/webhooks/{showId}/test", HttpStatusCode.NotFound, Problem),
        ["api/v1/webhooks/{id:guid}/deliveries"] = ("/api/v1/webhooks/{showId}/deliveries", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}"] = (
            "/api/v1/webhooks/{showId}/deliveries/{showId}",
            HttpStatusCode.Unauthorized,
            Problem
        ),
        ["api/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}/send-again"] = (
            "/api/v1/webhooks/{showId}/deliveries/{showId}/send-again",
            HttpStatusCode.NotFound,
            Problem
        ),
        ["api/v1/orders"] = ("/api/v1/orders", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/orders/{reference}"] = ("/api/v1/orders/{order}", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/orders/{reference}/refunds"] = ("/api/v1/orders/{order}/refunds", HttpStatusCode.NotFound, Problem),
        ["api/v1/orders/{reference}/resend"] = ("/api/v1/orders/{order}/resend", HttpStatusCode.NotFound, Problem),
        ["api/v1/orders/{reference}/buyer"] = ("/api/v1/orders/{order}/buyer", HttpStatusCode.NotFound, Problem),
        ["api/v1/orders/{reference}/company"] = ("/api/v1/orders/{order}/company", HttpStatusCode.NotFound, Problem),
        ["api/v1/orders/{reference}/tickets/{number:int}/attendee"] = (
            "/api/v1/orders/{order}/tickets/1/attendee",
            HttpStatusCode.NotFound,
            Problem
        ),
        ["api/v1/check-in"] = ("/api/v1/check-in", HttpStatusCode.NotFound, Problem),
        ["api/v1/check-in/{eventId:guid}/undo"] = ("/api/v1/check-in/{showId}/undo", HttpStatusCode.NotFound, Problem),
        ["api/v1/check-in/{eventId:guid}/tickets"] = ("/api/v1/check-in/{showId}/tickets", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/admin/events/{id:guid}/attendees"] = ("/api/v1/admin/events/{showId}/attendees", HttpStatusCode.Unauthorized, Problem),
        ["api/v1/box-office/sales"] = ("/api/v1/box-office/sales", HttpStatusCode.NotFound, Problem),
        ["api/v1/holds"] = ("/api/v1/holds", HttpStatusCode.NotFound, Problem),
        ["api/v1/holds/{code}"] = ("/api/v1/holds/nothing", HttpStatusCode.NotFound, Problem),
        ["api/v1/holds/{code}/order"] = ("/api/v1/holds/nothing/order", HttpStatusCode.NotFound, Problem),
        ["api/v1/api-keys"] = ("/api/v1/api-keys", HttpStatusCode.NotFound, Problem),
        [".well-known/jwks.json"] = ("/.well-known/jwks.json", HttpStatusCode.OK, Json),
        ["api/docs/{documentName?}"] = ("/api/docs/", HttpStatusCode.OK, Html),
        ["api/docs/favicon.svg"] = ("/api/docs/favicon.svg", HttpStatusCode.OK, "image/svg+xml"),
        ["api/docs/scalar.aspnetcore.js"] = ("/api/docs/scalar.aspnetcore.js", HttpStatusCode.OK, "text/javascript"),
        ["api/docs/scalar.js"] = ("/api/docs/scalar.js", HttpStatusCode.OK, "text/javascript"),
        ["openapi/{documentName}.json"] = ("/openapi/v1.json", HttpStatusCode.OK, Json),
        ["api/problems/{name}"] = ("/api/problems/not-found", HttpStatusCode.OK, Json),
        ["health/live"] = ("/health/live", HttpStatusCode.OK, "text/plain"),
        ["health/ready"] = ("/health/ready", HttpStatusCode.OK, "text/plain"),
        ["metrics"] = ("/metrics", HttpStatusCode.NotFound, Html),
    };

    public static string Fill(string path, Event show, string hold = "", string order = "") =>
        path.Replace("{show}", show.Slug, StringComparison.Ordinal)
            .Replace("{showId}", show.Id.ToString(), StringComparison.Ordinal)
            .Replace("{hold}", hold, StringComparison.Ordinal)
            .Replace("{order}", order, StringComparison.Ordinal);
}
