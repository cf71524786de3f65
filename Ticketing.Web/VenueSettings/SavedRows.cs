using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Settings;
using Ticketing.Settings.Saved;

namespace Ticketing.VenueSettings;

/// <param name="Version">0 before the first save.</param>
public sealed record SavedState(int Version, IReadOnlyDictionary<string, string> Usable, IReadOnlyList<SettingProblem> Ignored);

public sealed class SavedRows(TicketingDbContext db, SettingsTrial trial)
{
    /// <summary>Version first: the next check then notices a concurrent save.</summary>
    public async Task<SavedState> ReadAsync(CancellationToken ct) => Sift(await VersionAsync(ct), await db.Set<SavedSetting>().AsNoTracking().ToListAsync(ct));

    public Task<int> VersionAsync(CancellationToken ct) => db.Set<SavedVersion>().Select(v => v.Version).SingleOrDefaultAsync(ct);

    /// <summary>Blocks other saves. Before the first save there is no row to lock: the loser of that race is retried.</summary>
    public async Task<SavedState> LockAsync(CancellationToken ct)
    {
        var version = await db.Set<SavedVersion>().LockingRows().SingleOrDefaultAsync(ct);
        return Sift(version?.Version ?? 0, await db.Set<SavedSetting>().AsNoTracking().ToListAsync(ct));
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

        var version = await db.Set<SavedVersion>().SingleOrDefaultAsync(ct) ?? db.Add(new SavedVersion()).Entity;
        var raised = version.Raise();
        await db.SaveChangesAsync(ct);
        return raised;
    }

    private SavedState Sift(int version, IReadOnlyList<SavedSetting> rows)
    {
        var (usable, ignored) = trial.Sift(rows.Where(row => IsEditable(row.Key)).ToDictionary(row => row.Key, row => row.Value));
        return new SavedState(version, usable, [.. ignored, .. rows.Where(row => !IsEditable(row.Key)).Select(row => new SettingProblem(row.Key, "cannot be saved here"))]);
    }

    private static bool IsEditable(string key) => key == ChangeLogo.Key || SettingFields.Find(key) is { } field && field.Key == key;
}
