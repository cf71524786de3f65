using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Areas.Admin.Ui.Texts;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Buyers;
using Ticketing.Features.Orders.Placing;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class NewModel(
    OpenEvents open,
    EventQueries events,
    SellAtBoxOffice boxOffice,
    BuyerValidator details,
    SaleRules rules,
    Pricing pricing,
    SiteLanguages languages
) : PageModel
{
    private const int MaxSlipLength = 100;
    private Dictionary<Guid, string> typed = [];
    private Dictionary<Guid, string> refusals = [];

    [BindProperty(Name = "event", SupportsGet = true)]
    public Guid? EventId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>Tag of the language of the tickets and the email.</summary>
    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public BoxOfficePayment Payment { get; set; }

    [BindProperty]
    public string? Slip { get; set; }

    /// <summary>Idempotency key of the form: posting it twice sells once.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public IReadOnlyList<Event> Shows { get; private set; } = [];

    public Event? Show { get; private set; }

    /// <summary>Why the chosen event cannot be sold; null if it can, or none is chosen.</summary>
    public string? ClosedText { get; private set; }

    public IReadOnlyList<SaleRow> Rows { get; private set; } = [];

    /// <summary>By field name; "" is the form as a whole.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    public Pricing Pricing => pricing;

    /// <summary>The default first.</summary>
    public IReadOnlyList<Language> Languages => languages.All;

    public Language ChosenLanguage => languages.FindByTag(Language ?? "");

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Key = SellAtBoxOffice.NewKey();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        typed = SaleRow.ReadQuantities(Request.Form);
        await LoadAsync(ct);
        if (ReadSale() is not { } sale)
        {
            return Refuse(StatusCodes.Status400BadRequest);
        }

        switch (await boxOffice.SellAsync(sale, ct))
        {
            case SaleOutcome.Sold { Order: var order }:
                var count = OrderText.CountTickets(order.Lines.Sum(line => line.Quantity));
                this.SetFlash(
                    order.Channel == OrderChannel.Comp
                        ? T["Given away: {0}.", count]
                        : T["Sold: {0}, {1}, {2}.", count, order.Money(order.Total), PaymentMethodText.Describe(order.PaidWith)]
                );
                return RedirectToOrder(order);
            case SaleOutcome.AlreadySold { Order: var order }:
                this.SetFlash(T["This form was already sent: here is its order, and nothing was sold again."], "info");
                return RedirectToOrder(order);
            case SaleOutcome.Refused { Reason: var why }:
                await ShowRefusalAsync(why, ct);
                return Refuse(why is HoldOutcome.NothingChosen ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Shows = await open.ListAsync(ct);
        if (EventId is { } id)
        {
            var chosen = await events.FindAsync(id, ct);
            ClosedText = GetClosedText(chosen);
            Show = ClosedText is null ? chosen : null;
        }

        Rows = Show is null
            ? []
            :
            [
                .. Show.TicketTypes.Select(type =>
                    SaleRow.Create(
                        Show,
                        type,
                        rules.GetState(Show, type),
                        pricing,
                        typed.GetValueOrDefault(type.Id, ""),
                        refusals.GetValueOrDefault(type.Id, "")
                    )
                ),
            ];
    }

    /// <returns>Null if the form is invalid; <see cref="Errors"/> is set then.</returns>
    private BoxOfficeSale? ReadSale()
    {
        var isComp = Payment == BoxOfficePayment.Complimentary;
        var buyer = details.ValidateForStaff(Name, Email, Phone, nameRequired: isComp);
        foreach (var fault in buyer.Errors)
        {
            Errors[GetField(fault)] = fault == BuyerError.NameMissing ? T["Say who the complimentary tickets are for."] : fault.ToText();
        }

        if ((Slip ?? "").Trim() is { Length: > MaxSlipLength } || (Slip ?? "").Any(char.IsControl))
        {
            Errors["Slip"] = T["A reference has at most {0} letters and digits.", MaxSlipLength];
        }

        foreach (var type in typed.Where(t => SaleRow.ParseQuantity(t.Value) is null))
        {
            Errors[SaleRow.GetFieldName(type.Key)] = refusals[type.Key] = T["Enter a whole number, such as 2."];
        }

        if (Show is null)
        {
            Errors[""] = T["Choose an event."];
        }
        else if (Key is not { Length: SellAtBoxOffice.KeyLength } || !Enum.IsDefined(Payment))
        {
            Errors[""] = T["The form was not complete. Please check it and send it again."];
        }

        var slip = Payment == BoxOfficePayment.CardTerminal ? (Slip ?? "").Trim() : "";
        return Errors.Count > 0
            ? null
            : new BoxOfficeSale(
                Key!,
                Show!.Id,
                typed.ToDictionary(t => t.Key, t => SaleRow.ParseQuantity(t.Value)!.Value),
                buyer.Buyer!,
                Payment,
                slip
            )
            {
                Language = ChosenLanguage,
            };
    }

    private async Task ShowRefusalAsync(HoldOutcome why, CancellationToken ct)
    {
        refusals = why is HoldOutcome.Refused { Lines: var lines }
            ? lines.ToDictionary(line => line.TicketTypeId, line => SaleRow.GetRefusalText(line.Reason))
            : [];
        await LoadAsync(ct);
        Errors[""] = why switch
        {
            HoldOutcome.NothingChosen => T["Choose at least one ticket to sell."],
            HoldOutcome.Refused { Lines.Count: 0 } => T["Someone else was faster. Please try again."],
            HoldOutcome.Refused => T["These tickets can’t be sold like this. See below."],
            _ => T["Nothing is sold for this event any more."],
        };
    }

    private string? GetClosedText(Event? chosen) =>
        chosen switch
        {
            null => T["This event no longer exists."],
            { Status: EventStatus.Cancelled } => T["{0} is cancelled: nothing can be sold.", chosen.Title],
            { Status: EventStatus.Postponed } => T["{0} is postponed: nothing can be sold until it has a new date.", chosen.Title],
            { Status: EventStatus.Inactive } => T["{0} is a draft: publish it first.", chosen.Title],
            _ when open.IsOver(chosen) => T["{0} is over: nothing can be sold.", chosen.Title],
            _ => null,
        };

    private static string GetField(BuyerError error) =>
        error switch
        {
            BuyerError.NameMissing or BuyerError.NameTooLong or BuyerError.NameUnreadable => nameof(Name),
            BuyerError.EmailMissing or BuyerError.EmailInvalid => nameof(Email),
            _ => nameof(Phone),
        };

    private RedirectToPageResult RedirectToOrder(Order order) => RedirectToPage("/Orders/Details", new { reference = order.Reference });

    private PageResult Refuse(int status)
    {
        // Keep a valid key: nothing was sold with it.
        Key = Key is { Length: SellAtBoxOffice.KeyLength } ? Key : SellAtBoxOffice.NewKey();
        ModelState.Clear();
        Rows = [.. Rows.Select(row => row with { Refusal = refusals.GetValueOrDefault(row.Type.Id, "") })];
        Response.StatusCode = status;
        return Page();
    }
}
