using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stripe;
using Ticketing.Features.Payments.Webhooks;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Webhooks;

internal static class StripeMessages
{
    public const string Secret = "whsec_test_of_the_blue_room";
    public const string Key = "sk_test_of_the_blue_room";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Configures the keys for Stripe webhooks.</summary>
    public static T UseStripeWebhooks<T>(this T app, string key = Key)
        where T : TicketingApp
    {
        app.Set("Payments:Stripe:SecretKey", key).Set("Payments:Stripe:WebhookSecret", Secret);
        return app;
    }

    /// <summary>Paid through a fake Stripe; the test writes the webhooks itself.</summary>
    public static Task<StripeVenue> OpenVenueAsync(DatabaseProvider database, Action<IServiceCollection>? arrange = null) =>
        StripeVenue.OpenAsync(database, options => options with { SecretKey = Key, WebhookSecret = Secret }, arrange);

    /// <param name="more">Further JSON members of the object, starting with a comma.</param>
    public static string CreateMessage(
        string id,
        string kind = "checkout.session.completed",
        string about = "cs_test_1",
        string more = "",
        string version = "2026-10-28.endive",
        bool live = false
    ) =>
        $$"""
            {
              "id": "{{id}}", "object": "event", "api_version": "{{version}}", "created": 1927886390, "livemode": {{(
                live ? "true" : "false"
            )}},
              "pending_webhooks": 1, "request": { "id": null, "idempotency_key": null }, "type": "{{kind}}",
              "data": { "object": { "id": "{{about}}"{{more}} } }
            }
            """;

    /// <summary>Signed with the venue's secret at the current time.</summary>
    public static Task<HttpResponseMessage> SendSignedAsync(this TicketingApp app, string body) =>
        app.SendAsync(
            Encoding.UTF8.GetBytes(body),
            EventUtility.GenerateSignatureHeader(body, Secret, app.Clock.GetUtcNow().ToUnixTimeSeconds())
        );

    /// <param name="second">A second Stripe-Signature header.</param>
    public static async Task<HttpResponseMessage> SendAsync(
        this TicketingApp app,
        byte[] body,
        string? signature,
        string type = "application/json; charset=utf-8",
        string? second = null,
        bool isChunked = false
    )
    {
        using var client = app is ListeningApp { Address: var address }
            ? new HttpClient { BaseAddress = address }
            : app.Server.CreateClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            app is ListeningApp ? "/webhooks/stripe" : "https://tickets.example/webhooks/stripe"
        )
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TransferEncodingChunked = isChunked;
        foreach (var header in new[] { signature, second }.OfType<string>())
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", header);
        }

        return await client.SendAsync(request, Ct);
    }

    public static Task<List<WebhookEvent>> GetWebhookEventsAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<WebhookEvent>>(db =>
            db.Set<WebhookEvent>().AsNoTracking().OrderBy(e => e.ReceivedAt).ThenBy(e => e.Id).ToListAsync(Ct)
        );

    public static async Task<WebhookEvent> GetWebhookEventAsync(this TicketingApp app, string id) =>
        (await app.GetWebhookEventsAsync()).Single(e => e.Id == id);
}
