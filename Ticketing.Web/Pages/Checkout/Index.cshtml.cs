using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Access;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Pages.Checkout;

[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class IndexModel(
    HeldTicketsQueries heldTickets,
    OrderQueries orders,
    BuyerValidator details,
    StartPayment payments,
    PaymentReturn buyerReturn,
    OrderCookie cookie,
    BrowserCookie browser,
    Basket basket,
    RememberedBuyer remembered,
    TermsOfSale terms,
    IOptionsMonitor<PaymentOptions> provider,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
) : PageModel
{
    private static readonly TimeSpan MaxCountdown = TimeSpan.FromHours(1);

    [BindProperty]
    public BuyerInput Buyer { get; set; } = new();

    /// <summary>Answer to <see cref="EmailDoubt"/>.</summary>
    [BindProperty]
    public string? EmailChoice { get; set; }

    /// <summary>Value of <see cref="ShownTotal"/> when the buyer saw the page.</summary>
    [BindProperty]
    public string? Agreed { get; set; }

    public HeldTickets Held { get; private set; } = null!;

    public EmailDoubt? EmailDoubt { get; private set; }

    public CheckoutNotice? Notice { get; private set; }

    /// <summary>Code of the hold with which the buyer has replaced this one; null if it was not replaced.</summary>
    public string? ReplacedBy { get; private set; }

    public bool PhoneRequired => details.PhoneRequired;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A day and time say more than a countdown.</summary>
    public bool IsDeadlineFar => Held.Hold.ExpiresAt - Now > MaxCountdown;

    public bool HasEnded => !Held.Hold.IsOpen(Now);

    /// <summary>Minor units and currency, posted back as <see cref="Agreed"/>.</summary>
    public string ShownTotal => string.Create(CultureInfo.InvariantCulture, $"{Held.Order.Total} {Held.Order.Currency}");

    public bool FollowsGermanLaw => GermanLaw.AppliesTo(site.CurrentValue);

    public string ButtonLabel =>
        Held switch
        {
            { IsInPayment: true } when Notice != CheckoutNotice.ProviderUnavailable && Notice != CheckoutNotice.NotPayable => T[
                "Back to payment"
            ],
            _ when FollowsGermanLaw => CheckoutText.GetLegalButton(Held.Order),
            _ when Notice == CheckoutNotice.ProviderUnavailable => T["Try again"],
            { Order.Total: 0 } => T.Plural(Held.Count, "Get free ticket", "Get free tickets"),
            _ => T["Pay {0}", Held.Order.Money(Held.Order.Total)],
        };

    /// <summary>The button does not say what is paid; null if it does.</summary>
    public Money? AmountBesideButton =>
        FollowsGermanLaw && !Held.IsInPayment && Held.Order.Total > 0 ? Held.Order.Money(Held.Order.Total) : null;

    public string NextStep => CheckoutText.DescribeNextStep(Held.Order, provider.CurrentValue.Provider);

    /// <summary>Of this event; the terms of sale have the others.</summary>
    public IReadOnlyList<string> Conditions =>
        [.. new[] { Held.Event.AgeLimit(), terms.FindRefundRule(Held.Event, isFree: Held.Order.Total == 0) }.OfType<string>()];

    public IReadOnlyList<string> PaymentMethods => Held.Order.Total > 0 ? CheckoutText.GetPaymentMethods(provider.CurrentValue) : [];

    /// <param name="payment">Outcome of the last payment attempt: "declined", "cancelled", "expired" or "left".</param>
    public async Task<IActionResult> OnGetAsync(string code, string? payment, CancellationToken ct)
    {
        if (!await LoadRefreshedAsync(code, ct))
        {
            return NotFound();
        }

        if (Held.IsSold)
        {
            return RedirectToOrderIfAllowed();
        }

        if (IsEventInactive)
        {
            return RedirectToEvent();
        }

        Buyer = PrefillBuyer();
        Notice = CheckoutNotice.ForPayment(payment, Held, HasEnded);
        return HasEnded ? await EndedPageAsync(ct) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await LoadRefreshedAsync(code, ct))
        {
            return NotFound();
        }

        if (Held.IsSold || HasEnded)
        {
            return Held.IsSold ? RedirectToOrderIfAllowed() : await EndedPageAsync(ct);
        }

        var found = ValidateBuyer();
        return found is null || EmailDoubt is not null
            ? PageWithStatus(StatusCodes.Status422UnprocessableEntity)
            : await PayAsync(found, ct);
    }

    public async Task<IActionResult> OnPostReleaseAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
        {
            return NotFound();
        }

        if (await buyerReturn.ReleaseHoldAsync(Held.Hold, ct))
        {
            return RedirectToEvent();
        }

        await LoadAsync(code, ct);
        return Held.IsSold ? RedirectToOrderIfAllowed() : RedirectToOrder(Held);
    }

    private async Task<IActionResult> PayAsync(Buyer buyer, CancellationToken ct)
    {
        var outcome = await payments.StartAsync(Held.Hold.Code, buyer with { AcceptedTerms = terms.Version }, ParseAgreedTotal(), ct);
        if (outcome is StartOutcome.Redirect page)
        {
            RememberedBuyer.Forget(HttpContext);
            cookie.GrantToBuyer(HttpContext, Held.IsOrdered ? Held.Order : (await orders.FindByHoldAsync(Held.Hold.Id, ct))!);
            return new SeeOtherResult(page.PageUrl);
        }

        await LoadAsync(Held.Hold.Code, ct);
        switch (outcome)
        {
            case StartOutcome.EventUnavailable:
                return RedirectToEvent();
            case StartOutcome.NothingDue:
                RememberedBuyer.Forget(HttpContext);
                return RedirectToOrder(Held);
            case StartOutcome.ConfirmationSent sent:
                RememberedBuyer.Forget(HttpContext);
                cookie.GrantToBuyer(HttpContext, Held.Order);
                return new SeeOtherResult($"/orders/{sent.Reference}/confirm");
            case StartOutcome.FreeLimitReached reached:
                Notice = CheckoutNotice.FreeLimitReached(reached.Limit);
                return PageWithStatus(StatusCodes.Status409Conflict);
            case StartOutcome.CodeLimitReached reached:
                Notice = CheckoutNotice.CodeLimitReached(reached.Limit);
                return PageWithStatus(StatusCodes.Status409Conflict);
            case StartOutcome.EmailLimitReached:
                Notice = CheckoutNotice.EmailLimitReached;
                return PageWithStatus(StatusCodes.Status429TooManyRequests);
            case StartOutcome.TooManyConfirmations:
                Notice = CheckoutNotice.TooManyConfirmations;
                return PageWithStatus(StatusCodes.Status429TooManyRequests);
            case StartOutcome.HoldEnded:
                return Held.IsSold ? RedirectToOrderIfAllowed() : await EndedPageAsync(ct);
            case StartOutcome.TotalChanged:
                Notice = CheckoutNotice.TotalChanged(Held.Order);
                return PageWithStatus(StatusCodes.Status409Conflict);
            case StartOutcome.AmountRefused:
            case StartOutcome.PageBlocked:
                Notice = CheckoutNotice.NotPayable;
                return PageWithStatus(StatusCodes.Status409Conflict);
            case StartOutcome.TooManyAttempts:
                Notice = CheckoutNotice.TooManyAttempts;
                return PageWithStatus(StatusCodes.Status429TooManyRequests);
            default:
                Notice = CheckoutNotice.ProviderUnavailable;
                return PageWithStatus(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <returns>Null if the posted value is missing or malformed.</returns>
    private Money? ParseAgreedTotal() =>
        Agreed?.Split(' ') is [var total, var currency]
        && long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var minorUnits)
            ? new Money(minorUnits, currency)
            : null;

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        Held = (await heldTickets.FindAsync(code, ct))!;
        return Held is not null;
    }

    // The buyer may have paid or closed the payment page without returning here: refresh before offering it again.
    private async Task<bool> LoadRefreshedAsync(string code, CancellationToken ct) =>
        await LoadAsync(code, ct)
        && (!Held.IsInPayment || await buyerReturn.RefreshAsync(Held.Order.Id, ct) is null || await LoadAsync(code, ct));

    private BuyerInput PrefillBuyer()
    {
        if (Held.IsOrdered)
        {
            EmailChoice = Held.Order.BuyerEmail;
            return BuyerInput.From(
                new Buyer(Held.Order.BuyerName, Held.Order.BuyerEmail, Held.Order.BuyerPhone) { Company = Held.Order.Company }
            );
        }

        return remembered.Recall(HttpContext) is { } typed ? BuyerInput.From(typed) : new BuyerInput();
    }

    /// <returns>Null if something is wrong.</returns>
    private Buyer? ValidateBuyer()
    {
        var email = TypedEmail.Read(Buyer.Email, EmailChoice);
        (EmailDoubt, EmailChoice) = (email.Doubt, email.Choice);
        Buyer.Email = email.Address.Length > 0 ? email.Address : Buyer.Email;
        var found = details.Validate(Buyer.Name, Buyer.Email, Buyer.Phone);
        var company = CompanyValidator.Validate(Buyer.CompanyName, Buyer.CompanyAddress, Buyer.CompanyTaxNumber);
        BuyerInput.Explain(found.Errors, ModelState);
        BuyerInput.Explain(company.Errors, ModelState);
        return company.Errors.Count > 0 || found.Buyer is null ? null : found.Buyer with { Company = company.Company };
    }

    // After the sale the hold code no longer grants access: only the browser that bought or placed the hold may open the order.
    private SeeOtherResult RedirectToOrderIfAllowed() =>
        browser.FindKey(HttpContext) == Held.Hold.BrowserKey ? RedirectToOrder(Held)
        : cookie.Allows(HttpContext, Held.Order) ? new($"/orders/{Held.Order.Reference}")
        : new("/orders/find");

    // Cancelled or postponed: the event's page explains it.
    private bool IsEventInactive => Held.Event.Status != EventStatus.Active;

    private SeeOtherResult RedirectToEvent() => new($"/events/{Held.Event.Slug}");

    private SeeOtherResult RedirectToOrder(HeldTickets held)
    {
        cookie.GrantToBuyer(HttpContext, held.Order);
        return new SeeOtherResult($"/orders/{held.Order.Reference}");
    }

    private async Task<PageResult> EndedPageAsync(CancellationToken ct)
    {
        if (Held.Hold.Status == HoldStatus.Released && browser.FindKey(HttpContext) == Held.Hold.BrowserKey)
        {
            ReplacedBy = (await basket.FindReplaceableAsync(Held.Hold.BrowserKey, Held.Event.Id, ct))?.Code;
        }

        var typed = Buyer.ToBuyer();
        if (typed.Name.Length + typed.Email.Length > 0)
        {
            remembered.Remember(HttpContext, typed);
        }

        return PageWithStatus(StatusCodes.Status410Gone);
    }

    private PageResult PageWithStatus(int status)
    {
        Response.StatusCode = status;
        return Page();
    }
}
