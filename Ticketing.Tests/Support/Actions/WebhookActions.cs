using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.OutgoingWebhooks;
using Ticketing.Features.OutgoingWebhooks.Endpoints;
using Ticketing.Features.OutgoingWebhooks.Sending;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class WebhookActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="types">All if empty.</param>
    public static async Task<WebhookEndpointOutcome.Added> AddWebhookAsync(this TicketingApp app, string url, params string[] types) =>
        Assert.IsType<WebhookEndpointOutcome.Added>(await app.TryAddWebhookAsync(url, types));

    /// <inheritdoc cref="AddWebhookAsync"/>
    public static Task<WebhookEndpointOutcome> TryAddWebhookAsync(this TicketingApp app, string url, params string[] types) =>
        app.UseAsync<EditWebhookEndpoint, WebhookEndpointOutcome>(edit =>
            edit.AddAsync(new WebhookEndpointForm { Url = url, Types = types.Length > 0 ? types : WebhookEventTypes.All }, Ct)
        );

    public static Task<WebhookEndpoint> GetWebhookAsync(this TicketingApp app, Guid id) =>
        app.UseAsync<TicketingDbContext, WebhookEndpoint>(db => db.Set<WebhookEndpoint>().AsNoTracking().SingleAsync(e => e.Id == id, Ct));

    /// <summary>Oldest first.</summary>
    public static Task<List<WebhookDelivery>> GetDeliveriesAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext, List<WebhookDelivery>>(db =>
            db.Set<WebhookDelivery>().AsNoTracking().OrderBy(d => d.CreatedAt).ThenBy(d => d.Id).ToListAsync(Ct)
        );

    public static async Task<WebhookDelivery> GetOnlyDeliveryAsync(this TicketingApp app) => Assert.Single(await app.GetDeliveriesAsync());

    /// <summary>The types and data of what was written, oldest first.</summary>
    public static async Task<IReadOnlyList<(string Type, JsonElement Data)>> GetWebhooksAsync(this TicketingApp app) =>
        [.. (await app.GetDeliveriesAsync()).Select(d => (d.EventType, JsonElement.Parse(d.Payload).GetProperty("data")))];

    /// <summary>So that only what is written from now on is found.</summary>
    public static Task<int> ForgetWebhooksAsync(this TicketingApp app) =>
        app.UseAsync<TicketingDbContext, int>(db => db.WriteAsync(() => db.Set<WebhookDelivery>().ExecuteDeleteAsync(Ct), ct: Ct));

    public static Task<WebhookDelivery> QueueWebhookAsync(this TicketingApp app, Guid endpoint, object? data = null) =>
        app.UseAsync<TicketingDbContext, WebhookDelivery>(db =>
            app.UseAsync<WebhookOutbox, WebhookDelivery>(async outbox =>
            {
                var id = await outbox.QueueForAsync(endpoint, WebhookEventTypes.Test, data ?? new { }, Ct);
                return await db.Set<WebhookDelivery>().AsNoTracking().SingleAsync(d => d.Id == id, Ct);
            })
        );

    public static Task SendWebhooksAsync(this TicketingApp app) => app.RunJobAsync<WebhookDeliveryJob>();

    /// <summary>Runs the job whenever something is due, in small steps of time.</summary>
    public static async Task SendWebhooksForAsync(this TicketingApp app, TimeSpan time, TimeSpan step)
    {
        for (var end = app.Clock.GetUtcNow() + time; app.Clock.GetUtcNow() < end; app.Clock.Advance(step))
        {
            await app.SendWebhooksAsync();
        }
    }
}
