using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.Orders;
using Ticketing.Features.Receipts;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>Always a PDF or "not found".</summary>
public sealed class CreditNoteModel(OrderQueries orders, OrderDocuments documents) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string reference, long number, CancellationToken ct) =>
        await orders.FindAsync(reference.ToUpperInvariant(), ct) is { } order
        && await documents.CreateCreditNoteAsync(order.Id, number, ct) is { } document
            ? File(document.Content, OrderDocument.MediaType, document.FileName)
            : NotFound();
}
