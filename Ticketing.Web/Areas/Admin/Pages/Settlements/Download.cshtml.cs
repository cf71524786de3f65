using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Events;
using Ticketing.Settlements;

namespace Ticketing.Areas.Admin.Pages.Settlements;

public sealed class DownloadModel(EventDesk desk, SettlementDesk settlements) : EventPage(desk)
{
    public async Task<IActionResult> OnGetAsync(string format, CancellationToken ct)
    {
        var document = format.Equals("pdf", StringComparison.OrdinalIgnoreCase) ? await settlements.PdfAsync(Event, ct) : await settlements.CsvAsync(Event, ct);
        return File(document.Content, document.MediaType, document.FileName);
    }
}
