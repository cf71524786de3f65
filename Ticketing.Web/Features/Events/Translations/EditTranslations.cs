using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Features.Events.Translations;

public sealed class EditTranslations(TicketingDbContext db, EventLoader loader, EventWebhooks webhooks, AuditTrail audit)
{
    /// <param name="typed">On a conflict, fields that only the other editor changed are copied into it.</param>
    /// <param name="loaded">As the form was when it was opened.</param>
    public Task<EditOutcome> SaveAsync(Guid eventId, Language language, TranslationForm typed, string loaded, CancellationToken ct) =>
        db.WriteAsync(() => TrySaveAsync(eventId, language.Tag, typed, loaded, ct), outcome => outcome is EditOutcome.Saved, ct);

    private async Task<EditOutcome> TrySaveAsync(Guid eventId, string tag, TranslationForm typed, string loaded, CancellationToken ct)
    {
        if (await loader.LoadLockedWithTypesAsync(eventId, ct) is not { } @event)
        {
            return new EditOutcome.NotFound();
        }

        var texts = EventTexts.Get(@event, tag);
        var (from, current) = (new Revision(@event.Version, loaded), TranslationForm.From(texts));
        if (
            FormMerger.Merge(TranslationForm.Fields(texts), from.Deserialize<TranslationForm>(), typed, current) is
            { Count: > 0 } differences
        )
        {
            return new EditOutcome.Conflict(differences, Revision.Create(@event.Version, current));
        }

        return Validate(texts, typed) is { Count: > 0 } errors
            ? new EditOutcome.Refused(errors)
            : await SaveAsync(@event, tag, typed, [.. texts.Where(text => typed[text] != text.Translation)], ct);
    }

    private async Task<EditOutcome> SaveAsync(
        Event @event,
        string tag,
        TranslationForm typed,
        IReadOnlyList<TranslatableText> changed,
        CancellationToken ct
    )
    {
        if (changed.Count == 0)
        {
            return new EditOutcome.Saved(@event.Id, Changed: false);
        }

        foreach (var text in changed.Where(text => text.TicketTypeId is null))
        {
            @event.Translations = @event.Translations.With(tag, text.Property, typed[text]);
        }

        foreach (var ofType in changed.Where(text => text.TicketTypeId is not null).GroupBy(text => text.TicketTypeId))
        {
            var type = @event.TicketTypes.Single(type => type.Id == ofType.Key);
            type.Translations = ofType.Aggregate(type.Translations, (all, text) => all.With(tag, text.Property, typed[text]));
            type.IncrementVersion();
        }

        @event.IncrementVersion();
        await db.SaveChangesAsync(ct);
        Dictionary<string, string> Values(Func<TranslatableText, string> value) =>
            changed.ToDictionary(text => $"{text.Label} ({tag})", value);
        await audit.RecordAsync(
            "event.translated",
            @event.Id,
            @event.Title,
            Values(text => text.Translation),
            Values(text => typed[text]),
            ct
        );
        await webhooks.QueueChangedAsync(@event, ct);
        return new EditOutcome.Saved(@event.Id, Changed: true);
    }

    private static Dictionary<string, string> Validate(IEnumerable<TranslatableText> texts, TranslationForm typed) =>
        texts
            .Where(text => typed[text].Length > text.MaxLength)
            .ToDictionary(text => text.Name, text => T["At most {0} characters; these are {1}.", text.MaxLength, typed[text].Length]);
}
