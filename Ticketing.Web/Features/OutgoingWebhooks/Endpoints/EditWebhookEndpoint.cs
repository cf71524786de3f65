using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.OutgoingWebhooks.Endpoints;

public abstract record WebhookEndpointOutcome
{
    /// <param name="Secret">Shown once.</param>
    public sealed record Added(Guid Id, string Secret) : WebhookEndpointOutcome;

    public sealed record Saved : WebhookEndpointOutcome;

    /// <param name="Errors">By field name.</param>
    public sealed record Refused(IReadOnlyDictionary<string, string> Errors) : WebhookEndpointOutcome;

    /// <summary>Somebody else saved first; nothing was written.</summary>
    public sealed record Conflict : WebhookEndpointOutcome;

    public sealed record NotFound : WebhookEndpointOutcome;
}

public sealed class EditWebhookEndpoint(
    TicketingDbContext db,
    WebhookEndpointValidator validator,
    WebhookSecrets secrets,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <summary>They are served side by side.</summary>
    public const int MaxEndpoints = 20;

    public Task<WebhookEndpointOutcome> AddAsync(WebhookEndpointForm form, CancellationToken ct)
    {
        var parsed = validator.Parse(form);
        return db.WriteAsync<WebhookEndpointOutcome>(
            async () =>
            {
                var errors = parsed.Errors.ToDictionary();
                if (await db.Set<WebhookEndpoint>().CountAsync(ct) >= MaxEndpoints)
                {
                    errors.TryAdd(nameof(form.Url), $"There are {MaxEndpoints} webhooks already. Delete one first.");
                }

                return errors.Count > 0 ? new WebhookEndpointOutcome.Refused(errors) : await InsertAsync(parsed, ct);
            },
            outcome => outcome is WebhookEndpointOutcome.Added,
            ct
        );
    }

    private async Task<WebhookEndpointOutcome> InsertAsync(ParsedWebhookEndpoint parsed, CancellationToken ct)
    {
        var (shown, stored) = secrets.Create();
        var endpoint = new WebhookEndpoint
        {
            Url = parsed.Url,
            Description = parsed.Description,
            EventTypes = parsed.Types,
            ProtectedSecret = stored,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(endpoint);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync("webhook.added", endpoint.Id, endpoint.Url, before: null, GetAuditValues(endpoint), ct);
        return new WebhookEndpointOutcome.Added(endpoint.Id, shown);
    }

    /// <param name="version">The one that the edit started from; null saves over any.</param>
    public Task<WebhookEndpointOutcome> SaveAsync(Guid id, WebhookEndpointForm form, int? version, CancellationToken ct)
    {
        var parsed = validator.Parse(form);
        return parsed.Errors.Count > 0
            ? Task.FromResult<WebhookEndpointOutcome>(new WebhookEndpointOutcome.Refused(parsed.Errors))
            : db.WriteAsync(() => UpdateAsync(id, parsed, version, ct), outcome => outcome is WebhookEndpointOutcome.Saved, ct);
    }

    private async Task<WebhookEndpointOutcome> UpdateAsync(Guid id, ParsedWebhookEndpoint parsed, int? version, CancellationToken ct)
    {
        var row = db.Set<WebhookEndpoint>().Where(e => e.Id == id);
        if (await row.ForUpdate().AsNoTracking().FirstOrDefaultAsync(ct) is not { } before)
        {
            return new WebhookEndpointOutcome.NotFound();
        }

        var saved = await row.Where(e => version == null || e.Version == version)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Url, parsed.Url)
                        .SetProperty(e => e.Description, parsed.Description)
                        .SetProperty(e => e.EventTypes, parsed.Types)
                        .SetProperty(e => e.Version, e => e.Version + 1),
                ct
            );
        if (saved == 0)
        {
            return new WebhookEndpointOutcome.Conflict();
        }

        var after = await row.AsNoTracking().SingleAsync(ct);
        await audit.RecordAsync("webhook.edited", id, after.Url, GetAuditValues(before), GetAuditValues(after), ct);
        return new WebhookEndpointOutcome.Saved();
    }

    /// <returns>False if it is enabled already, or deleted.</returns>
    public Task<bool> EnableAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var row = db.Set<WebhookEndpoint>().Where(e => e.Id == id);
                var enabled = await row.Where(e => e.DisabledAt != null)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(e => e.DisabledAt, (DateTimeOffset?)null)
                                .SetProperty(e => e.DisableReason, (WebhookDisableReason?)null)
                                .SetProperty(e => e.FailingSince, (DateTimeOffset?)null),
                        ct
                    );
                if (enabled == 0)
                {
                    return false;
                }

                await RecordAsync("webhook.enabled", await row.AsNoTracking().SingleAsync(ct), ct);
                return true;
            },
            ct: ct
        );

    /// <summary>Its deliveries go too, sent or not.</summary>
    /// <returns>False if it is deleted already.</returns>
    public Task<bool> DeleteAsync(Guid id, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var row = db.Set<WebhookEndpoint>().Where(e => e.Id == id);
                var found = await row.AsNoTracking().FirstOrDefaultAsync(ct);
                if (found is null || await row.ExecuteDeleteAsync(ct) == 0)
                {
                    return false;
                }

                await RecordAsync("webhook.deleted", found, ct);
                return true;
            },
            ct: ct
        );

    private Task RecordAsync(string action, WebhookEndpoint endpoint, CancellationToken ct) =>
        audit.RecordAsync(action, endpoint.Id, endpoint.Url, before: null, after: null, ct);

    private static object GetAuditValues(WebhookEndpoint endpoint) =>
        new
        {
            endpoint.Url,
            endpoint.Description,
            Tells = endpoint.EventTypes,
        };
}
