using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Settings;

public sealed class SaveSettings(
    TicketingDbContext db,
    SavedSettingsStore rows,
    SavedSettingsValidator validator,
    ApplySettings apply,
    AuditTrail audit
)
{
    /// <summary>Values equal to the configuration are not stored, to follow it.</summary>
    /// <param name="typed">On a conflict, receives the fields that only the other editor changed.</param>
    public async Task<SettingsOutcome> SaveAsync(SettingPart part, SettingsForm typed, Revision from, CancellationToken ct)
    {
        var outcome = await db.WriteAsync(
            () => TryAsync(part, typed, from, ct),
            result => result is SettingsOutcome.Saved { Changed: true },
            ct
        );
        if (outcome is SettingsOutcome.Saved { Changed: true })
        {
            await apply.ApplyAsync();
        }

        return outcome;
    }

    private async Task<SettingsOutcome> TryAsync(SettingPart part, SettingsForm typed, Revision from, CancellationToken ct)
    {
        var state = await rows.LockAsync(ct);
        var current = validator.Resolve(state.Usable);
        var shown = SettingsForm.Create(part, current);
        if (
            state.Version != from.Version
            && FormMerger.Merge(SettingsForm.Fields(part), from.Deserialize<SettingsForm>(), typed, shown) is { Count: > 0 } differences
        )
        {
            return new SettingsOutcome.Conflict(differences, Revision.Create(state.Version, shown));
        }

        var (changes, errors) = ReadTyped(part, typed, state, current);
        await CheckAsync(state, changes, current, errors, ct);
        if (errors.Count > 0)
        {
            return new SettingsOutcome.Refused(errors);
        }

        if (changes.Count > 0)
        {
            await rows.WriteAsync(changes, ct);
            await RecordAsync(part, current, validator.Resolve(ApplyChanges(state, changes)), ct);
        }

        return new SettingsOutcome.Saved(changes.Count > 0);
    }

    /// <returns>New text by key; null resets to the configuration.</returns>
    private (Dictionary<string, string?> Changes, Dictionary<string, string> Errors) ReadTyped(
        SettingPart part,
        SettingsForm typed,
        SavedSettingsState state,
        EditableSettings current
    )
    {
        var (changes, errors, defaults) = (new Dictionary<string, string?>(), new Dictionary<string, string>(), validator.Defaults);
        var fields = part.Fields;
        var currency = fields.FirstOrDefault(field => field.Kind == SettingKind.Currency) is { } field
            ? typed[field]
            : current.Site.Currency;
        foreach (var each in fields)
        {
            if (typed[each] == each.Format(current) && currency == current.Site.Currency)
            {
                DiscardIgnored(each, state, changes);
                continue;
            }

            if (each.Kind == SettingKind.Amount && !Currencies.IsKnown(currency))
            {
                // Report the invalid currency first.
                continue;
            }

            switch (SettingConverter.Parse(each.Kind, typed[each], currency))
            {
                case SettingResult.Invalid { Error: var error }:
                    errors[each.Name] = error;
                    break;
                case SettingResult.Valid { Text: var text }
                    when text != each.Read(current) || state.Ignored.Any(problem => problem.Key == each.Key):
                    changes[each.Key] = text == each.Read(defaults) ? null : text;
                    break;
            }
        }

        return (changes, errors);
    }

    /// <summary>Saving the form discards an ignored value.</summary>
    private static void DiscardIgnored(SettingField field, SavedSettingsState state, Dictionary<string, string?> changes)
    {
        if (state.Ignored.Any(problem => problem.Key == field.Key))
        {
            changes[field.Key] = null;
        }
    }

    private async Task CheckAsync(
        SavedSettingsState state,
        Dictionary<string, string?> changes,
        EditableSettings current,
        Dictionary<string, string> errors,
        CancellationToken ct
    )
    {
        foreach (var problem in validator.FindProblems(ApplyChanges(state, changes)))
        {
            errors.TryAdd(
                SettingFields.Find(problem.Key)?.Name ?? problem.Key,
                $"{char.ToUpperInvariant(problem.Reason[0])}{problem.Reason[1..]}."
            );
        }

        if (
            errors.Count == 0
            && changes.ContainsKey(SettingFields.Currency)
            && await FindCurrencyProblemAsync(current, validator.Resolve(ApplyChanges(state, changes)), ct) is { } reason
        )
        {
            errors[nameof(SiteOptions.Currency)] = reason;
        }
    }

    /// <summary>Prices are in minor units: other decimals would change them.</summary>
    private async Task<string?> FindCurrencyProblemAsync(EditableSettings before, EditableSettings after, CancellationToken ct)
    {
        if (await db.Set<Order>().AnyAsync(ct))
        {
            return T["There are orders in {0}: the currency cannot change any more.", before.Site.Currency];
        }

        return
            Currencies.MinorUnitDigits(before.Site.Currency) != Currencies.MinorUnitDigits(after.Site.Currency)
            && await db.Set<TicketType>().AnyAsync(ct)
            ? T[
                "There are ticket types with prices in {0}, and {1} has other decimals: their prices would change.",
                before.Site.Currency,
                after.Site.Currency
            ]
            : null;
    }

    private static Dictionary<string, string> ApplyChanges(SavedSettingsState state, Dictionary<string, string?> changes)
    {
        var after = new Dictionary<string, string>(state.Usable, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                after.Remove(key);
            }
            else
            {
                after[key] = value;
            }
        }

        return after;
    }

    private Task RecordAsync(SettingPart part, EditableSettings before, EditableSettings after, CancellationToken ct)
    {
        Dictionary<string, string> Values(EditableSettings settings) =>
            part.Fields.ToDictionary(field => field.Key, field => field.Read(settings));
        return audit.RecordAsync("settings.saved", part.Name, $"Settings: {part.Name}", Values(before), Values(after), ct);
    }
}
