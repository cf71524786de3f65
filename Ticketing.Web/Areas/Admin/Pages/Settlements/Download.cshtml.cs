using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Settlements;

namespace Ticketing.Areas.Admin.Pages.Settlements;

public sealed class DownloadModel(EventQueries events, SettlementService settlements) : EventPage(events)
{
    public async Task<IActionResult> OnGetAsync(string format, CancellationToken ct)
    {
        var document = format.Equals("pdf", StringComparison.OrdinalIgnoreCase)
            ? await settlements.CreatePdfAsync(Event, ct)
            : await settlements.CreateCsvAsync(Event, ct);
        return File(document.Content, document.MediaType, document.FileName);
    }
}
