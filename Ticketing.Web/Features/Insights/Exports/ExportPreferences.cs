using Microsoft.EntityFrameworkCore;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Insights.Exports;

public sealed class ExportPreferences(TicketingDbContext db, SiteLanguages languages)
{
    public async Task<TableFormat> GetAsync(Guid userId, CancellationToken ct)
    {
        var chosen = await db.Set<ExportPreference>().AsNoTracking().FirstOrDefaultAsync(p => p.UserId == userId, ct);
        return new TableFormat
        {
            Separator = chosen?.Separator ?? ColumnSeparator.Comma,
            Dates = chosen?.Dates ?? DateStyle.Iso,
            HasSpacedPhones = true,
            Culture = languages.Default.Culture,
        };
    }

    /// <param name="separator">Null keeps what was chosen before.</param>
    /// <param name="dates">Null keeps what was chosen before.</param>
    public async Task<TableFormat> RememberAsync(Guid userId, ColumnSeparator? separator, DateStyle? dates, CancellationToken ct)
    {
        var last = await GetAsync(userId, ct);
        var wanted = last with { Separator = separator ?? last.Separator, Dates = dates ?? last.Dates };
        if (wanted != last)
        {
            await db.WriteAsync(() => SaveAsync(userId, wanted, ct), ct: ct);
        }

        return wanted;
    }

    private async Task<bool> SaveAsync(Guid userId, TableFormat wanted, CancellationToken ct)
    {
        var (separator, dates) = (wanted.Separator, wanted.Dates);
        return await db.InsertIfNewAsync(
                new ExportPreference
                {
                    UserId = userId,
                    Separator = separator,
                    Dates = dates,
                },
                nameof(ExportPreference.UserId),
                ct
            )
            || await db.Set<ExportPreference>()
                .Where(p => p.UserId == userId)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Separator, separator).SetProperty(p => p.Dates, dates), ct) > 0;
    }
}
