using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Orders;
using Ticketing.Features.Receipts;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class DownloadModel(OrderQueries orders, OrderDocuments documents) : PageModel
{
    public string Reference { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string reference, string paper, CancellationToken ct)
    {
        if (await orders.FindAsync(reference.ToUpperInvariant(), ct) is not { } order)
        {
            return NotFound();
        }

        Reference = order.Reference;
        var document = paper.Equals("receipt", StringComparison.OrdinalIgnoreCase)
            ? await documents.CreateReceiptAsync(order.Id, ct)
            : await documents.CreateTicketsAsync(order.Id, ct);
        if (document is not null)
        {
            return File(document.Content, OrderDocument.MediaType, document.FileName);
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
