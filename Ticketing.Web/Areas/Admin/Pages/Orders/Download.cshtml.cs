using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Orders;
using Ticketing.Receipts;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class DownloadModel(OrderBook book, OrderDocuments documents) : PageModel
{
    public string Reference { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string reference, string paper, CancellationToken ct)
    {
        if (await book.FindAsync(reference.ToUpperInvariant(), ct) is not { } order)
        {
            return NotFound();
        }

        Reference = order.Reference;
        var document = paper.Equals("receipt", StringComparison.OrdinalIgnoreCase)
            ? await documents.ReceiptAsync(order.Id, ct)
            : await documents.TicketsAsync(order.Id, ct);
        if (document is not null)
        {
            return File(document.Content, OrderDocument.MediaType, document.FileName);
        }

        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
