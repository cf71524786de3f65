using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Pages.Insights.Export;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Features.Insights.Exports;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>The filtered list as a file.</summary>
public sealed class ExportModel(ExportAudit audit, ExportPreferences preferences, VenueClock clock) : PageModel
{
    private const string List = "orders";

    public async Task<IActionResult> OnGetAsync(string type, ColumnSeparator? separator, CancellationToken ct)
    {
        // A file must not hold more than was asked for.
        if (!OrderListQuery.CanRead(Request.Query))
        {
            return BadRequest();
        }

        var orders = OrderListQuery.Read(Request.Query).ToFilter(clock);
        var filter = new ExportFilter(null, null, orders.EventId) { Orders = orders };

        // HEAD downloads nothing, so nothing is written to the audit trail.
        if (HttpMethods.IsHead(Request.Method))
        {
            return new EmptyResult();
        }

        if (!await audit.RecordAsync(List, filter, ct))
        {
            return NotFound();
        }

        var format = await preferences.RememberAsync(User.GetStaffId(), separator, dates: null, ct);
        return new ExportResult(List, filter, format with { IsWorkbook = type.Equals("xlsx", StringComparison.OrdinalIgnoreCase) });
    }
}
