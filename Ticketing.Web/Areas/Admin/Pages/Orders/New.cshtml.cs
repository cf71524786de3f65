using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Holds;
using Ticketing.Orders;

namespace Ticketing.Areas.Admin.Pages.Orders;

public sealed class NewModel(Catalogue catalogue, SellAtBoxOffice office, BuyerDetails details, SaleRules rules, Pricing pricing) : PageModel
{
    private const int LongestSlip = 100;
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

    [BindProperty]
    public BoxOfficePayment Payment { get; set; }

    [BindProperty]
    public string? Slip { get; set; }

    /// <summary>Idempotency key of the form: posting it twice sells once.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public IReadOnlyList<Event> Shows { get; private set; } = [];

    public Event? Show { get; private set; }

    public IReadOnlyList<SaleRow> Rows { get; private set; } = [];

    /// <summary>By field name; "" is the form as a whole.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    public Pricing Pricing => pricing;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Key = SellAtBoxOffice.NewKey();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        typed = SaleRow.Read(Request.Form);
        await LoadAsync(ct);
        if (ReadSale() is not { } sale)
        {
            return Refuse(StatusCodes.Status400BadRequest);
        }

        switch (await office.SellAsync(sale, ct))
        {
            case SaleOutcome.Sold { Order: var order }:
                var count = OrderWords.Tickets(order.Lines.Sum(line => line.Quantity));
                this.Tell(order.Channel == OrderChannel.Comp ? $"Given away: {count}." : $"Sold: {count}, {order.Money(order.Total)}, {order.PaidWith}.");
                return ToOrder(order);
            case SaleOutcome.SoldBefore { Order: var order }:
                this.Tell("This form had been sent before: here is its order, and nothing was sold again.", "info");
                return ToOrder(order);
            case SaleOutcome.Refused { Why: var why }:
                await ExplainAsync(why, ct);
                return Refuse(why is HoldOutcome.NothingChosen ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Shows = [.. (await catalogue.UpcomingAsync(null, ct)).Where(show => show.Status == EventStatus.Active)];
        Show = Shows.FirstOrDefault(show => show.Id == EventId);
        Rows = Show is null ? [] : [.. Show.TicketTypes.Select(type => SaleRow.Of(
            Show, type, rules.StateOf(Show, type), pricing, typed.GetValueOrDefault(type.Id, ""), refusals.GetValueOrDefault(type.Id, "")))];
    }

    /// <returns>Null if the form is invalid; <see cref="Errors"/> is set then.</returns>
    private BoxOfficeSale? ReadSale()
    {
        var isComp = Payment == BoxOfficePayment.Complimentary;
        var buyer = details.CheckForStaff(Name, Email, Phone, nameRequired: isComp);
        foreach (var fault in buyer.Faults)
        {
            Errors[FieldOf(fault)] = fault == BuyerFault.NameMissing ? "Say who the complimentary tickets are for." : fault.InWords();
        }

        if ((Slip ?? "").Trim() is { Length: > LongestSlip } || (Slip ?? "").Any(char.IsControl))
        {
            Errors["Slip"] = $"A reference has at most {LongestSlip} letters and digits.";
        }

        foreach (var type in typed.Where(t => SaleRow.Count(t.Value) is null))
        {
            Errors[SaleRow.FieldFor(type.Key)] = refusals[type.Key] = "Enter a whole number, such as 2.";
        }

        if (Show is null)
        {
            Errors[""] = "Nothing is sold for that event any more. Choose another one.";
        }
        else if (Key is not { Length: SellAtBoxOffice.KeyLength } || !Enum.IsDefined(Payment))
        {
            Errors[""] = "The form was not complete. Please check it and send it again.";
        }

        var slip = Payment == BoxOfficePayment.CardTerminal ? (Slip ?? "").Trim() : "";
        return Errors.Count > 0
            ? null
            : new BoxOfficeSale(Key!, Show!.Id, typed.ToDictionary(t => t.Key, t => SaleRow.Count(t.Value)!.Value), buyer.Buyer!, Payment, slip);
    }

    private async Task ExplainAsync(HoldOutcome why, CancellationToken ct)
    {
        refusals = why is HoldOutcome.Refused { Lines: var lines } ? lines.ToDictionary(line => line.TicketTypeId, line => SaleRow.InWords(line.Reason)) : [];
        await LoadAsync(ct);
        Errors[""] = why switch
        {
            HoldOutcome.NothingChosen => "Choose at least one ticket.",
            HoldOutcome.Refused { Lines.Count: 0 } => "Others were faster. Please try once more.",
            HoldOutcome.Refused => "These tickets cannot be sold as asked: see below.",
            _ => "Nothing is sold for this event any more.",
        };
    }

    private static string FieldOf(BuyerFault fault) => fault switch
    {
        BuyerFault.NameMissing or BuyerFault.NameTooLong or BuyerFault.NameUnreadable => nameof(Name),
        BuyerFault.EmailMissing or BuyerFault.EmailInvalid => nameof(Email),
        _ => nameof(Phone),
    };

    private RedirectToPageResult ToOrder(Order order) => RedirectToPage("/Orders/Details", new { reference = order.Reference });

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
