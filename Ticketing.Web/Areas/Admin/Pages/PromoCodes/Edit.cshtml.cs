using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;
using Ticketing.Features.Promotions.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.PromoCodes;

public sealed class EditModel(
    PromoCodeQueries queries,
    EventQueries events,
    EditPromoCode edit,
    EndPromoCode end,
    Pricing pricing,
    VenueClock clock,
    IOptionsMonitor<SiteOptions> site
) : PageModel
{
    [BindProperty]
    public PromoCodeForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    public PromoCode Code { get; private set; } = null!;

    /// <summary>Null if it is for all events.</summary>
    public Event? Event { get; private set; }
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<FieldConflict> Differences { get; private set; } = [];
    public string Currency => pricing.Currency;
    public DateTimeOffset Now => clock.Now;
    public string ListPath => Event is { } @event ? $"/admin/events/{@event.Id}/promo-codes" : "/admin/promo-codes";
    public PromoCodeFormView FormView => new(Form, Errors, Event, Zone, Currency);

    /// <summary>Of the event's page with the code filled in; null if it is for all events.</summary>
    public string? Link =>
        Event is { } @event && Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home)
            ? new Uri(home, $"/events/{@event.Slug}?code={Uri.EscapeDataString(Code.Code)}").AbsoluteUri
            : null;

    private string Zone => Event?.TimeZone ?? site.CurrentValue.TimeZone;

    private string Path => $"/admin/promo-codes/{Code.Id}";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await queries.FindAsync(Guid.Parse((string)RouteData.Values["promoCode"]!), HttpContext.RequestAborted) is not { } found)
        {
            context.Result = NotFound();
            return;
        }

        Code = found;
        Event = found.EventId is { } id ? await events.FindAsync(id, HttpContext.RequestAborted) : null;
        await next();
    }

    public void OnGet()
    {
        Form = PromoCodeForm.From(Code, Zone, Currency);
        (Version, Loaded) = (Code.Version, Revision.Create(Code.Version, Form).Loaded);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        ModelState.Clear();
        switch (await edit.SaveAsync(Code.Id, Form, new Revision(Version, Loaded ?? ""), ct))
        {
            case EditOutcome.Saved saved:
                this.SetFlash(saved.Changed ? T["Saved: {0}.", Form.Code] : T["No changes to save."], saved.Changed ? "success" : "info");
                return new SeeOtherResult(ListPath);
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            case EditOutcome.Conflict collided:
                Differences = collided.Conflicts;
                (Version, Loaded) = (collided.Current.Version, collided.Current.Loaded);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case EditOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct)
    {
        await end.EndAsync(Code.Id, ct);
        this.SetFlash(T["{0} has ended. Orders that used it keep their price.", Code.Code]);
        return new SeeOtherResult(Path);
    }

    public async Task<IActionResult> OnPostResumeAsync(CancellationToken ct)
    {
        await end.ResumeAsync(Code.Id, ct);
        this.SetFlash(T["{0} can be used again.", Code.Code]);
        return new SeeOtherResult(Path);
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        if (await end.DeleteAsync(Code.Id, ct) == CodeDeletion.InUse)
        {
            this.SetFlash(T["{0} has been used, so it is kept for the records. End it instead.", Code.Code], "warn");
            return new SeeOtherResult(Path);
        }

        this.SetFlash(T["Deleted: {0}.", Code.Code]);
        return new SeeOtherResult(ListPath);
    }
}
