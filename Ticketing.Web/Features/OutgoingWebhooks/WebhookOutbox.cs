using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.OutgoingWebhooks;

/// <summary>
/// Writes what endpoints are to be told. Call it in the transaction of the change: then each change is told, and one that is rolled back is
/// not.
/// </summary>
public sealed class WebhookOutbox(TicketingDbContext db, TimeProvider clock)
{
    /// <summary>The field conventions of the API.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="type">One of <see cref="WebhookEventTypes"/>.</param>
    /// <param name="data">No names or addresses of buyers: receivers look them up.</param>
    public Task QueueAsync(string type, object data, CancellationToken ct) => QueueAllAsync(type, [data], ct);

    /// <summary>One message for each of <paramref name="data"/>.</summary>
    /// <inheritdoc cref="QueueAsync(string, object, CancellationToken)"/>
    public Task QueueAllAsync(string type, IReadOnlyList<object> data, CancellationToken ct) =>
        QueueAsync(type, () => Task.FromResult(data), ct);

    /// <param name="readData">Called only if an endpoint wants to know.</param>
    /// <inheritdoc cref="QueueAsync(string, object, CancellationToken)"/>
    public Task QueueAsync(string type, Func<Task<object>> readData, CancellationToken ct) =>
        QueueAsync(type, async () => [await readData()], ct);

    private Task QueueAsync(string type, Func<Task<IReadOnlyList<object>>> readData, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var enabled = await db.Set<WebhookEndpoint>().AsNoTracking().Where(e => e.DisabledAt == null).ToListAsync(ct);
                Guid[] wanting = [.. enabled.Where(e => e.Types.Contains(type)).Select(e => e.Id)];
                if (wanting.Length > 0)
                {
                    await InsertAsync(type, await readData(), wanting, ct);
                }
            },
            ct
        );

    /// <summary>To one endpoint, whatever it subscribes to.</summary>
    /// <returns>The delivery's id.</returns>
    internal Task<Guid> QueueForAsync(Guid endpointId, string type, object data, CancellationToken ct) =>
        db.WriteAsync(async () => (await InsertAsync(type, [data], [endpointId], ct))[0].Id, ct: ct);

    private async Task<IReadOnlyList<WebhookDelivery>> InsertAsync(
        string type,
        IReadOnlyList<object> data,
        IReadOnlyList<Guid> endpoints,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        WebhookDelivery[] deliveries =
        [
            .. from item in data
            let payload = Serialize(type, now, item)
            from endpoint in endpoints
            select new WebhookDelivery
            {
                EndpointId = endpoint,
                EventType = type,
                Payload = payload,
                CreatedAt = now,
                NextTryAt = now,
            },
        ];
        db.AddRange(deliveries);
        await db.SaveChangesAsync(ct);
        return deliveries;
    }

    private static string Serialize(string type, DateTimeOffset now, object data) =>
        JsonSerializer.Serialize(
            new
            {
                Type = type,
                Timestamp = now,
                Data = data,
            },
            Json
        );
}
