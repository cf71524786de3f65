using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Events;
using Ticketing.Settlements;

namespace Ticketing.Areas.Admin.Pages.Settlements;

/// <summary>A settlement to hand on: on paper, or for a spreadsheet.</summary>
public sealed class DownloadModel(EventDesk desk, SettlementDesk settlements) : EventPage(desk)
{
    public async Task<IActionResult> OnGetAsync(string format, CancellationToken ct)
    {
        var paper = format.Equals("pdf", StringComparison.OrdinalIgnoreCase) ? await settlements.PdfAsync(Event, ct) : await settlements.CsvAsync(Event, ct);
        return File(paper.Content, paper.MediaType, paper.FileName);
    }
}
