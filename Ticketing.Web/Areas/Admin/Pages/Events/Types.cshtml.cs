using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Hosting;
using Ticketing.Orders;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class TypesModel(EventDesk desk, EditTicketType edit, DeleteTicketType delete, Pricing pricing) : EventPage(desk)
{
    [BindProperty]
    public TicketTypeForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }


    public Guid? Editing { get; private set; }

    public bool Adding { get; private set; }
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<Difference> Differences { get; private set; } = [];
    public string Currency => pricing.Currency;

    private SeeOther Here => new($"/admin/events/{Event.Id}/types");

    public string PriceOf(TicketType type) => type.Price == 0 ? "Free" : pricing.Money(type.Price).ToString();

    public TypeFields FieldsFor(TicketType type)
    {
        if (Editing == type.Id)
        {
            return new TypeFields(Form, Errors, new Revision(Version, Loaded ?? ""), type.Id.ToString("N"), Event.TimeZone);
        }

        var form = TicketTypeForm.Of(type, Event.TimeZone, Currency);
        return new TypeFields(form, FieldErrors.None, Revision.Of(type.Version, form), type.Id.ToString("N"), Event.TimeZone);
    }

    public TypeFields FieldsForNew() => new(Adding ? Form : new(), Adding ? Errors : FieldErrors.None, new Revision(0, ""), "", Event.TimeZone);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        Adding = true;
        return Answer(await edit.AddAsync(Event.Id, Form, ct), $"Added: {Form.Category}.");
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid type, CancellationToken ct)
    {
        Editing = type;
        return Answer(await edit.SaveAsync(Event.Id, type, Form, new Revision(Version, Loaded ?? ""), ct), $"Saved: {Form.Category}.");
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid type, bool up, CancellationToken ct) =>
        await edit.MoveAsync(Event.Id, type, up, ct) ? Here : NotFound();

    public async Task<IActionResult> OnPostOfferAsync(Guid type, bool offered, CancellationToken ct)
    {
        if (await edit.OfferAsync(Event.Id, type, offered, ct) is not { } changed)
        {
            return NotFound();
        }

        this.Tell(offered ? $"{changed.Category} is offered again." : $"{changed.Category} is withdrawn; what is sold stays valid. “Offer again” brings it back.");
        return Here;
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid type, CancellationToken ct)
    {
        switch (await delete.DeleteAsync(Event.Id, type, ct))
        {
            case DeletionOutcome.Deleted deleted:
                this.Tell($"Deleted: {deleted.Category}. Nobody had held or bought any.");
                return Here;
            case DeletionOutcome.InUse used:
                this.Tell($"{used.Category} was held or bought before, so it is kept for the records. Withdraw it instead.", "warn");
                return Here;
            default:
                return NotFound();
        }
    }

    private IActionResult Answer(EditOutcome outcome, string done)
    {
        ModelState.Clear();
        switch (outcome)
        {
            case EditOutcome.Saved saved:
                this.Tell(saved.Changed ? done : "Nothing was different.", saved.Changed ? "success" : "info");
                return Here;
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                return WithStatus(StatusCodes.Status400BadRequest);
            case EditOutcome.Collided collided:
                Differences = collided.Fields;
                (Version, Loaded) = (collided.Now.Version, collided.Now.Loaded);
                return WithStatus(StatusCodes.Status409Conflict);
            case EditOutcome.Gone:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private PageResult WithStatus(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
