using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Settlements;

namespace Ticketing.Areas.Admin.Pages.Settlements;

public sealed class DownloadModel(EventQueries events, SettlementService settlements, ExportPreferences preferences) : EventPage(events)
{
    public async Task<IActionResult> OnGetAsync(string format, ColumnSeparator? separator, DateStyle? dates, CancellationToken ct)
    {
        var document = format.Equals("pdf", StringComparison.OrdinalIgnoreCase)
            ? await settlements.CreatePdfAsync(Event, ct)
            : await CreateTableAsync(format, separator, dates, ct);
        return File(document.Content, document.MediaType, document.FileName);
    }

    private async Task<SettlementFile> CreateTableAsync(string format, ColumnSeparator? separator, DateStyle? dates, CancellationToken ct)
    {
        var chosen = await preferences.RememberAsync(User.GetStaffId(), separator, dates, ct);
        var isWorkbook = format.Equals("xlsx", StringComparison.OrdinalIgnoreCase);
        return await settlements.CreateTableAsync(Event, chosen with { IsWorkbook = isWorkbook }, ct);
    }
}
