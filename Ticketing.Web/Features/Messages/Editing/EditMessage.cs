using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Messages.Editing;

/// <summary>Writes and changes drafts. What is scheduled must be taken back first.</summary>
public sealed class EditMessage(TicketingDbContext db, EventLoader events, MessageRules rules, AuditTrail audit, TimeProvider clock)
{
    public Task<EditOutcome> AddAsync(Guid eventId, MessageForm form, CancellationToken ct) =>
        db.WriteAsync(() => TryAddAsync(eventId, form, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <param name="typed">On a conflict, fields that only the other editor changed are copied into it.</param>
    public Task<EditOutcome> SaveAsync(Guid eventId, Guid id, MessageForm typed, Revision from, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(eventId, id, typed, from, ct), outcome => outcome is EditOutcome.Saved, ct);

    /// <returns>False if it is no draft any more.</returns>
    public Task<bool> DeleteAsync(EventMessage message, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                var deleted = await db.Set<EventMessage>()
                    .Where(m => m.Id == message.Id && m.Status == MessageStatus.Draft)
                    .ExecuteDeleteAsync(ct);
                if (deleted == 1)
                {
                    await RecordAsync("event.message-deleted", message, new { message.Subject }, null, ct);
                }

                return deleted == 1;
            },
            ct: ct
        );

    private async Task<EditOutcome> TryAddAsync(Guid eventId, MessageForm form, CancellationToken ct)
    {
        if (await events.LoadLockedWithTypesAsync(eventId, ct) is not { } @event)
        {
            return new EditOutcome.NotFound();
        }

        var parsed = new ParsedMessageForm(form, @event, rules, clock.GetUtcNow());
        if (parsed.Errors.Count > 0)
        {
            return new EditOutcome.Refused(parsed.Errors);
        }

        var message = new EventMessage
        {
            EventId = eventId,
            CreatedAt = clock.GetUtcNow(),
            CreatedBy = audit.Actor.Name,
        };
        parsed.ApplyTo(message, form);
        db.Add(message);
        await db.SaveChangesAsync(ct);
        await RecordAsync("event.message-written", message, null, new { message.Subject, Message = message.Body }, ct);
        return new EditOutcome.Saved(message.Id, Changed: true);
    }

    private async Task<EditOutcome> TrySaveAsync(Guid eventId, Guid id, MessageForm typed, Revision from, CancellationToken ct)
    {
        var @event = await events.LoadLockedWithTypesAsync(eventId, ct);
        var message = await db.Set<EventMessage>()
            .Where(m => m.Id == id && m.EventId == eventId && m.Status == MessageStatus.Draft)
            .ForUpdate()
            .SingleOrDefaultAsync(ct);
        if (@event is null || message is null)
        {
            return new EditOutcome.NotFound();
        }

        var current = MessageForm.From(message, @event.TimeZone, rules.Languages);
        if (
            message.Version != from.Version
            && FormMerger.Merge(MessageForm.Fields(rules.Languages), from.Deserialize<MessageForm>(), typed, current)
                is { Count: > 0 } differences
        )
        {
            return new EditOutcome.Conflict(differences, Revision.Create(message.Version, current));
        }

        var parsed = new ParsedMessageForm(typed, @event, rules, clock.GetUtcNow());
        return parsed.Errors.Count > 0 ? new EditOutcome.Refused(parsed.Errors) : await SaveAsync(message, typed, parsed, ct);
    }

    private async Task<EditOutcome> SaveAsync(EventMessage message, MessageForm typed, ParsedMessageForm parsed, CancellationToken ct)
    {
        var before = new { message.Subject, Message = message.Body };
        parsed.ApplyTo(message, typed);
        db.ChangeTracker.DetectChanges();
        if (db.Entry(message).State == EntityState.Unchanged)
        {
            return new EditOutcome.Saved(message.Id, Changed: false);
        }

        message.IncrementVersion();
        await db.SaveChangesAsync(ct);
        await RecordAsync("event.message-edited", message, before, new { message.Subject, Message = message.Body }, ct);
        return new EditOutcome.Saved(message.Id, Changed: true);
    }

    private async Task RecordAsync(string action, EventMessage message, object? before, object? after, CancellationToken ct)
    {
        var title = await db.Set<Event>().Where(e => e.Id == message.EventId).Select(e => e.Title).SingleAsync(ct);
        await audit.RecordAsync(action, message.EventId, title, before, after, ct);
    }
}
