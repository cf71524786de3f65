using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Saved;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Settings;

/// <param name="Version">0 before the first save.</param>
public sealed record SavedSettingsState(int Version, IReadOnlyDictionary<string, string> Usable, IReadOnlyList<SettingProblem> Ignored);

public sealed class SavedSettingsStore(TicketingDbContext db, SavedSettingsValidator validator)
{
    /// <summary>Version first: the next check then notices a concurrent save.</summary>
    public async Task<SavedSettingsState> ReadAsync(CancellationToken ct) =>
        RemoveInvalid(await GetVersionAsync(ct), await db.Set<SavedSetting>().AsNoTracking().ToListAsync(ct));

    public Task<int> GetVersionAsync(CancellationToken ct) =>
        db.Set<SavedSettingsVersion>().Select(v => v.Version).SingleOrDefaultAsync(ct);

    /// <summary>Blocks other saves. Before the first save there is no row to lock: the loser of that race is retried.</summary>
    public async Task<SavedSettingsState> LockAsync(CancellationToken ct)
    {
        var version = await db.Set<SavedSettingsVersion>().ForUpdate().SingleOrDefaultAsync(ct);
        return RemoveInvalid(version?.Version ?? 0, await db.Set<SavedSetting>().AsNoTracking().ToListAsync(ct));
    }

    /// <param name="changes">Null resets a setting to the configuration.</param>
    public async Task<int> WriteAsync(IReadOnlyDictionary<string, string?> changes, CancellationToken ct)
    {
        foreach (var (key, value) in changes)
        {
            var row = await db.Set<SavedSetting>().FindAsync([key], ct);
            if (value is null && row is not null)
            {
                db.Remove(row);
            }
            else if (row is not null)
            {
                row.Value = value!;
            }
            else if (value is not null)
            {
                db.Add(new SavedSetting { Key = key, Value = value });
            }
        }

        var version = await db.Set<SavedSettingsVersion>().SingleOrDefaultAsync(ct) ?? db.Add(new SavedSettingsVersion()).Entity;
        var raised = version.Increment();
        await db.SaveChangesAsync(ct);
        return raised;
    }

    private SavedSettingsState RemoveInvalid(int version, IReadOnlyList<SavedSetting> rows)
    {
        var (usable, ignored) = validator.RemoveInvalid(
            rows.Where(row => IsEditable(row.Key)).ToDictionary(row => row.Key, row => row.Value)
        );
        return new SavedSettingsState(
            version,
            usable,
            [.. ignored, .. rows.Where(row => !IsEditable(row.Key)).Select(row => new SettingProblem(row.Key, "cannot be saved here"))]
        );
    }

    private static bool IsEditable(string key) => key == ChangeLogo.Key || SettingFields.Find(key) is { } field && field.Key == key;
}
