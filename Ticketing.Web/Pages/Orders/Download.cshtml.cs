using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Hosting;
using Ticketing.Receipts;

namespace Ticketing.Pages.Orders;

[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class DownloadModel(OrderDesk desk, OrderDocuments documents) : PageModel
{
    /// <summary>Null without access.</summary>
    public string? Reference { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, string paper, CancellationToken ct)
    {
        if (await desk.OpenAsync(HttpContext, reference, ct) is not { } order)
        {
            return Show(StatusCodes.Status403Forbidden);
        }

        Reference = order.Reference;
        var document = paper.Equals("receipt", StringComparison.OrdinalIgnoreCase)
            ? await documents.ReceiptAsync(order.Id, ct)
            : await documents.TicketsAsync(order.Id, ct);
        return document is null ? Show(StatusCodes.Status409Conflict) : File(document.Content, OrderDocument.MediaType, document.FileName);
    }

    private PageResult Show(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
