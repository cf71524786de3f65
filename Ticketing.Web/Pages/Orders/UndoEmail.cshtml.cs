using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

/// <summary>The link in the mail to an order's old address. Mail scanners open links, so only the button undoes the change.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class UndoEmailModel(OrderEmailChanges changes, OrderQueries orders, OrderCookie cookie) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public string Reference { get; private set; } = "";

    public bool IsValid { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        Reference = reference.ToUpperInvariant();
        IsValid = await changes.CanUndoAsync(Reference, Token ?? "", ct);
        return IsValid ? Page() : Refuse();
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        Reference = reference.ToUpperInvariant();
        if (!await changes.UndoAsync(Reference, Token ?? "", ct) || await orders.FindAsync(Reference, ct) is not { } order)
        {
            return Refuse();
        }

        cookie.Grant(HttpContext, order);
        return new SeeOtherResult($"/orders/{order.Reference}");
    }

    private PageResult Refuse()
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
