using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class TypesModel(
    EventQueries events,
    EditTicketType edit,
    DeleteTicketType delete,
    SaleRules rules,
    Pricing pricing,
    TimeProvider clock
) : EventPage(events)
{
    private readonly EventQueries events = events;

    [BindProperty]
    public TicketTypeForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    public Guid? RefusedTypeId { get; private set; }

    public bool IsNewFormRefused { get; private set; }
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<FieldConflict> Differences { get; private set; } = [];
    public string Currency => pricing.Currency;

    private SeeOtherResult RedirectToSelf => new($"/admin/events/{Event.Id}/types");

    public IReadOnlyList<string> GetWarnings(TicketType type) => SaleWarnings.Find(Event, type, clock.GetUtcNow());

    public string GetPriceText(TicketType type) => type.Price == 0 ? T["Free"] : pricing.ToMoney(type.Price).ToString();

    /// <summary>Of a draft, as if it were published now.</summary>
    public SaleState GetState(TicketType type) => rules.GetPreviewState(Event, type);

    public string GetOrder(TicketType type) => TicketTypeText.GetOrder(Event, type, rules.FindEarlier(Event, type));

    public TicketTypeFormView GetForm(TicketType type)
    {
        if (RefusedTypeId == type.Id)
        {
            return CreateForm(type, Form, Errors, new Revision(Version, Loaded ?? ""));
        }

        var form = TicketTypeForm.From(type, Event.TimeZone, Currency);
        return CreateForm(type, form, FieldErrors.None, Revision.Create(type.Version, form));
    }

    public TicketTypeFormView GetNewForm() =>
        CreateForm(null, IsNewFormRefused ? Form : new(), IsNewFormRefused ? Errors : FieldErrors.None, new Revision(0, ""));

    public void OnGet() { }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        IsNewFormRefused = true;
        return await RespondAsync(await edit.AddAsync(Event.Id, Form, ct), T["Added: {0}.", Form.Category], ct);
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid type, CancellationToken ct)
    {
        RefusedTypeId = type;
        var outcome = await edit.SaveAsync(Event.Id, type, Form, new Revision(Version, Loaded ?? ""), ct);
        return await RespondAsync(outcome, T["Saved: {0}.", Form.Category], ct);
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid type, bool up, CancellationToken ct) =>
        await edit.MoveAsync(Event.Id, type, up, ct) ? RedirectToSelf : NotFound();

    public async Task<IActionResult> OnPostOfferAsync(Guid type, bool offered, CancellationToken ct)
    {
        if (await edit.SetOfferedAsync(Event.Id, type, offered, ct) is not { } changed)
        {
            return NotFound();
        }

        this.SetFlash(
            offered
                ? T["{0} is offered again.", changed.Category]
                : T["{0} is withdrawn. Tickets that are sold stay valid.", changed.Category]
        );
        return RedirectToSelf;
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid type, CancellationToken ct)
    {
        switch (await delete.DeleteAsync(Event.Id, type, ct))
        {
            case DeletionOutcome.Deleted deleted:
                this.SetFlash(T["Deleted: {0}.", deleted.Category]);
                return RedirectToSelf;
            case DeletionOutcome.InUse used:
                this.SetFlash(
                    T["{0} was held or bought before, so it is kept for the records. Withdraw it instead.", used.Category],
                    "warn"
                );
                return RedirectToSelf;
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> RespondAsync(EditOutcome outcome, string done, CancellationToken ct)
    {
        ModelState.Clear();
        switch (outcome)
        {
            case EditOutcome.Saved { Changed: true } saved:
                var warnings = await FindWarningsAsync(saved.Id, ct);
                this.SetFlash(string.Join(' ', warnings.Prepend(done)), warnings.Count > 0 ? "warn" : "success");
                return RedirectToSelf;
            case EditOutcome.Saved:
                this.SetFlash(T["No changes to save."], "info");
                return RedirectToSelf;
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                return PageWithStatus(StatusCodes.Status400BadRequest);
            case EditOutcome.Conflict collided:
                Differences = [.. collided.Conflicts.Select(c => c with { Theirs = NameType(c.Theirs), Yours = NameType(c.Yours) })];
                (Version, Loaded) = (collided.Current.Version, collided.Current.Loaded);
                return PageWithStatus(StatusCodes.Status409Conflict);
            case EditOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private string NameType(string text) =>
        Guid.TryParse(text, out var id) && Event.TicketTypes.FirstOrDefault(type => type.Id == id) is { } named ? named.Category : text;

    private async Task<IReadOnlyList<string>> FindWarningsAsync(Guid typeId, CancellationToken ct) =>
        await events.FindAsync(Event.Id, ct) is { } saved && saved.TicketTypes.FirstOrDefault(type => type.Id == typeId) is { } type
            ? SaleWarnings.Find(saved, type, clock.GetUtcNow())
            : [];

    private TicketTypeFormView CreateForm(TicketType? type, TicketTypeForm form, FieldErrors errors, Revision loaded) =>
        new(form, errors, loaded, type?.Id.ToString("N") ?? "", Event.TimeZone)
        {
            Followers =
            [
                .. Event
                    .TicketTypes.Where(other => other.Id != type?.Id)
                    .Select(other => KeyValuePair.Create(other.Id.ToString(), other.Category)),
            ],
        };

    private PageResult PageWithStatus(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
