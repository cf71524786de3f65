using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Promotions;
using Ticketing.Features.Promotions.Editing;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.PromoCodes;

/// <summary>Shared by the pages of one event's codes and of those for all events.</summary>
public abstract class PromoCodeListPage(PromoCodeServicesForPages services) : PageModel
{
    [BindProperty]
    public PromoCodeForm Form { get; set; } = new();

    /// <summary>Null on the page of codes for all events.</summary>
    public Event? Event { get; protected set; }

    public IReadOnlyList<PromoCode> Codes { get; private set; } = [];
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public string Currency => services.Pricing.Currency;
    public VenueClock Clock => services.Clock;
    public DateTimeOffset Now => services.Clock.Now;
    public string Path => Event is { } @event ? $"/admin/events/{@event.Id}/promo-codes" : "/admin/promo-codes";

    public PromoCodeFormView NewForm => new(Form, Errors, Event, Event?.TimeZone ?? services.Site.CurrentValue.TimeZone, Currency);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken ct)
    {
        ModelState.Clear();
        switch (await services.Edit.AddAsync(Event?.Id, Form, ct))
        {
            case EditOutcome.Saved:
                this.SetFlash(T["Added: {0}.", Form.Code]);
                return new SeeOtherResult(Path);
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                await LoadAsync(ct);
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                return NotFound();
        }
    }

    private async Task LoadAsync(CancellationToken ct) => Codes = await services.Queries.GetAsync(Event?.Id, ct);
}

/// <summary>For <see cref="PromoCodeListPage"/>.</summary>
public sealed record PromoCodeServicesForPages(
    PromoCodeQueries Queries,
    EditPromoCode Edit,
    Pricing Pricing,
    VenueClock Clock,
    IOptionsMonitor<SiteOptions> Site
);
