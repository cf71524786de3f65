using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Receipts;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

/// <summary>A PDF for the buyer; the page is shown without access.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class CreditNoteModel(OrderPages orderPages, OrderDocuments documents) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string reference, long number, CancellationToken ct)
    {
        if (await orderPages.FindAccessibleAsync(HttpContext, reference, ct) is not { } order)
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }

        return await documents.CreateCreditNoteAsync(order.Id, number, ct) is { } document
            ? File(document.Content, OrderDocument.MediaType, document.FileName)
            : NotFound();
    }
}
