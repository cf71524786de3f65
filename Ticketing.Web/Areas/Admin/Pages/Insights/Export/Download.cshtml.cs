using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders.Search;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Insights.Export;

public sealed class DownloadModel(OrderSearch orders, ExportAudit audit, ExportPreferences preferences, VenueClock clock) : PageModel
{
    public ExportForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        string list,
        string type,
        string? from,
        string? to,
        [FromQuery(Name = "event")] string? eventId,
        ColumnSeparator? separator,
        DateStyle? dates,
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
                var format = await preferences.RememberAsync(User.GetStaffId(), separator, dates, ct);
                var isWorkbook = type.Equals("xlsx", StringComparison.OrdinalIgnoreCase);
                return new ExportResult(name, filter, format with { IsWorkbook = isWorkbook });
            }

            Form.RefuseEvent();
        }

        var last = await preferences.GetAsync(User.GetStaffId(), ct);
        Form = Form with
        {
            Events = await orders.GetEventsAsync(ct),
            Format = last with { Separator = separator ?? last.Separator, Dates = dates ?? last.Dates },
        };
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
