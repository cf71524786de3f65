using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Receipts;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class DownloadModel(OrderPages orderPages, OrderDocuments documents) : PageModel
{
    /// <summary>Null without access.</summary>
    public string? Reference { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, string paper, CancellationToken ct)
    {
        if (await orderPages.FindAccessibleAsync(HttpContext, reference, ct) is not { } order)
        {
            return PageWithStatus(StatusCodes.Status403Forbidden);
        }

        Reference = order.Reference;
        var document = paper.Equals("receipt", StringComparison.OrdinalIgnoreCase)
            ? await documents.CreateReceiptAsync(order.Id, ct)
            : await documents.CreateTicketsAsync(order.Id, ct);
        return document is null
            ? PageWithStatus(StatusCodes.Status409Conflict)
            : File(document.Content, OrderDocument.MediaType, document.FileName);
    }

    private PageResult PageWithStatus(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
