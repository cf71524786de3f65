using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

public sealed class DownloadModel(OrderSearch orders, ExportAudit audit, VenueClock clock) : PageModel
{
    public ExportForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        string list,
        string? from,
        string? to,
        [FromQuery(Name = "event")] string? eventId,
        CancellationToken ct
    )
    {
        var name = list.ToLowerInvariant();
        Form = new ExportForm(from ?? "", to ?? "", eventId ?? "", clock);
        if (Form.ToFilter() is { } filter)
        {
            // HEAD downloads nothing, so nothing is written to the audit trail.
            if (HttpMethods.IsHead(Request.Method))
            {
                return new EmptyResult();
            }

            if (await audit.RecordAsync(name, filter, ct))
            {
                return new CsvResult(name, filter);
            }

            Form.RefuseEvent();
        }

        Form = Form with { Events = await orders.GetEventsAsync(ct) };
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
