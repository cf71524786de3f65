using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Confirmation;
using Ticketing.Features.Orders.EmailChanges;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Orders;

[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[EnableRateLimiting(RateLimits.FindOrders)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class ResendModel(
    OrderPages orderPages,
    OrderQueries orders,
    OrderCookie cookie,
    ResendConfirmation confirmation,
    OrderEmailCodes codes
) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Answer to <see cref="ResendForm.EmailDoubt"/>.</summary>
    [BindProperty]
    public string? EmailChoice { get; set; }

    /// <summary>Sent to the order's address; needed to change that later than a day after the purchase.</summary>
    [BindProperty]
    public string? Code { get; set; }

    public ResendForm Form { get; private set; } = null!;

    public bool IsRateLimited { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken ct)
    {
        if (await orderPages.FindAccessibleAsync(HttpContext, reference, ct) is not { } order)
        {
            return RedirectToOrder(reference);
        }

        Form = new ResendForm(order.Reference, order.BuyerEmail);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken ct)
    {
        if (await orderPages.FindAccessibleAsync(HttpContext, reference, ct) is not { } order)
        {
            return RedirectToOrder(reference);
        }

        // The order's own address is not doubted again.
        var email = TypedEmail.Read(Email, EmailChoice ?? order.BuyerEmail);
        var address = email.Address;
        Form = new ResendForm(order.Reference, address.Length > 0 ? address : Email) { EmailChoice = email.Choice };
        if (email.Doubt is not null)
        {
            Form = Form with { EmailDoubt = email.Doubt };
            return PageWithStatus(StatusCodes.Status422UnprocessableEntity);
        }

        if (address.Length == 0)
        {
            Form = Form with { Error = T["Enter a valid email, like name@example.com."] };
            return PageWithStatus(StatusCodes.Status422UnprocessableEntity);
        }

        var code = address != order.BuyerEmail && codes.AreNeeded(order) ? Code?.Trim() ?? "" : null;
        return code?.Length == 0 ? await AskForCodeAsync(order, ct) : await ResendAsync(order, address, code, ct);
    }

    private async Task<IActionResult> AskForCodeAsync(Order order, CancellationToken ct)
    {
        if (!await codes.RequestAsync(order, ct))
        {
            Form = Form with { Error = T["We’ve just sent several emails to the current address. Please try again in an hour."] };
            return PageWithStatus(StatusCodes.Status429TooManyRequests);
        }

        Form = Form with { CodeSentTo = MailDeliveryText.MaskEmail(order.BuyerEmail) };
        return PageWithStatus(StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<IActionResult> ResendAsync(Order order, string address, string? code, CancellationToken ct)
    {
        switch (await confirmation.ResendAsync(order.Id, address, code, ct))
        {
            case ResendOutcome.WrongCode:
                Form = Form with
                {
                    CodeError = T["That code didn’t match, or it has expired."],
                    CodeSentTo = MailDeliveryText.MaskEmail(order.BuyerEmail),
                };
                return PageWithStatus(StatusCodes.Status422UnprocessableEntity);
            case ResendOutcome.LimitReached:
                IsRateLimited = true;
                return PageWithStatus(StatusCodes.Status429TooManyRequests);
        }

        // A corrected address revokes all earlier links and cookies; grant this browser access again.
        cookie.Grant(HttpContext, await orders.GetAsync(order.Id, ct));
        return RedirectToOrder(order.Reference, "#mails");
    }

    private static SeeOtherResult RedirectToOrder(string reference, string part = "") =>
        new($"/orders/{Uri.EscapeDataString(reference)}{part}");

    private PageResult PageWithStatus(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
