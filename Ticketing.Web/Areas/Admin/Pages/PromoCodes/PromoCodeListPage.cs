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

    /// <summary>Codes to make at once; empty for one.</summary>
    [BindProperty]
    public string? Count { get; set; }

    /// <summary>Null on the page of codes for all events.</summary>
    public Event? Event { get; protected set; }

    public IReadOnlyList<PromoCode> Codes { get; private set; } = [];
    public IReadOnlyList<CodeBatch> Batches { get; private set; } = [];
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
        var count = (Count ?? "").Trim();
        var outcome = count is "" or "1"
            ? await services.Edit.AddAsync(Event?.Id, Form, ct)
            : await services.AddBatch.AddAsync(Event?.Id, Form, count, ct);
        switch (outcome)
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

    public async Task<IActionResult> OnPostEndBatchAsync(Guid batch, CancellationToken ct)
    {
        var ended = await services.End.EndBatchAsync(batch, ct);
        this.SetFlash(T.Plural(ended, "1 code has ended.", "{0} codes have ended."));
        return new SeeOtherResult(Path);
    }

    private async Task LoadAsync(CancellationToken ct) =>
        (Codes, Batches) = (await services.Queries.GetAsync(Event?.Id, ct), await services.Queries.GetBatchesAsync(Event?.Id, ct));
}

/// <summary>For <see cref="PromoCodeListPage"/>.</summary>
public sealed record PromoCodeServicesForPages(
    PromoCodeQueries Queries,
    EditPromoCode Edit,
    AddCodeBatch AddBatch,
    EndPromoCode End,
    Pricing Pricing,
    VenueClock Clock,
    IOptionsMonitor<SiteOptions> Site
);
