using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Pages.Insights;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Insights.Events;
using Ticketing.Features.Insights.Events.Pace;
using Ticketing.Features.Orders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class DetailsModel(
    EventQueries events,
    PublishEvent publish,
    SchedulePublication schedule,
    ArchiveDraft archive,
    DeleteDraft delete,
    RevenueQueries takings,
    BulkHolders fewClients,
    ReleaseBulkHolds bulkHolds,
    ScheduleChangeQueries changes,
    PaceQueries paces,
    Pricing pricing,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
) : PageModel
{
    /// <summary>The time to publish it, as typed.</summary>
    [BindProperty]
    public LocalTimeInput PublishAt { get; set; } = new();

    public Event Event { get; private set; } = null!;

    public IReadOnlyList<string> PublishBlockers { get; private set; } = [];
    public IReadOnlyList<string> FormerSlugs { get; private set; } = [];
    public string Revenue { get; private set; } = "";

    /// <summary>Null if the held tickets are spread over many clients.</summary>
    public HeldByFewClients? HeldByFew { get; private set; }

    /// <summary>Buyers were told of changes.</summary>
    public bool HasChanges { get; private set; }

    public string Refusal { get; private set; } = "";
    public IReadOnlyList<string> Refusals { get; private set; } = [];

    /// <summary>True if the form for the time of publication was refused: it opens again, with the reasons.</summary>
    public bool IsScheduleRefused => Refusals.Count > 0 && !PublishAt.IsEmpty;

    /// <summary>Only while something could still be put right.</summary>
    public IReadOnlyList<string> SaleWarnings { get; private set; } = [];

    /// <summary>Null if nothing is sold yet.</summary>
    public ChartView? SalesChart { get; private set; }

    public int Capacity => SaleRules.GetCapacity(Event);

    /// <summary>Of the page for buyers.</summary>
    public string PublicUrl =>
        Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home)
            ? new Uri(home, $"/events/{Event.Slug}").AbsoluteUri
            : $"/events/{Event.Slug}";

    public string GetPriceText(TicketType type) => type.Price == 0 ? T["Free"] : pricing.ToMoney(type.Price).ToString();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(id, StatusCodes.Status200OK, ct);

    public async Task<IActionResult> OnPostPublishAsync(Guid id, CancellationToken ct) =>
        await RespondAsync(id, await publish.PublishAsync(id, ct), T["Published. Visitors can see it now."], T["Not published."], ct);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) =>
        await RespondAsync(id, await publish.WithdrawAsync(id, ct), T["Withdrawn. It is a draft again."], T["Not withdrawn."], ct);

    public async Task<IActionResult> OnPostScheduleAsync(Guid id, CancellationToken ct) =>
        await RespondAsync(id, await schedule.ScheduleAsync(id, PublishAt, ct), T["Scheduled."], T["Not scheduled."], ct);

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken ct) =>
        await RespondAsync(id, await schedule.TakeBackAsync(id, ct), T["No longer scheduled. It is a draft."], T["Too late."], ct);

    public async Task<IActionResult> OnPostArchiveAsync(Guid id, CancellationToken ct) =>
        Respond(id, await archive.ArchiveAsync(id, ct), T["Archived. It is among the archived events."]);

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken ct) =>
        Respond(id, await archive.RestoreAsync(id, ct), T["Restored. It is a draft again."]);

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken ct)
    {
        switch (await delete.DeleteAsync(id, ct))
        {
            case DraftDeletion.Deleted:
                this.SetFlash(T["Draft deleted."]);
                return new SeeOtherResult("/admin/events?show=drafts");
            case DraftDeletion.InUse:
                this.SetFlash(T["Not deleted: it is public, or tickets have been held or sold. Archive it instead."], "warn");
                return new SeeOtherResult($"/admin/events/{id}");
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostFreeHoldsAsync(Guid id, CancellationToken ct)
    {
        if (await events.FindAsync(id, ct) is null)
        {
            return NotFound();
        }

        var freed = await bulkHolds.ReleaseAsync(id, ct);
        var text = freed == 0 ? T["No tickets to release."] : T.Plural(freed, "1 ticket is back on sale.", "{0} tickets are back on sale.");
        this.SetFlash(text, freed > 0 ? "success" : "info");
        return new SeeOtherResult($"/admin/events/{id}");
    }

    private IActionResult Respond(Guid id, bool? changed, string done)
    {
        if (changed is not { } isDraft)
        {
            return NotFound();
        }

        this.SetFlash(isDraft ? done : T["Only drafts can be archived. Nothing was changed."], isDraft ? "success" : "warn");
        return new SeeOtherResult($"/admin/events/{id}");
    }

    private async Task<IActionResult> RespondAsync(Guid id, PublishOutcome outcome, string done, string refused, CancellationToken ct)
    {
        switch (outcome)
        {
            case PublishOutcome.Done:
                this.SetFlash(done);
                return new SeeOtherResult($"/admin/events/{id}");
            case PublishOutcome.Refused because:
                (Refusal, Refusals) = (refused, because.Reasons);
                return await ShowAsync(id, because.IsMistyped ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict, ct);
            case PublishOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, CancellationToken ct)
    {
        if (await events.FindAsync(id, ct) is not { } @event)
        {
            return NotFound();
        }

        Event = @event;
        PublishAt = PublishAt.IsEmpty ? LocalTimeConverter.ToInput(@event.PublishAt, @event.TimeZone) : PublishAt;
        PublishBlockers = @event.Status == EventStatus.Inactive ? publish.GetPublishBlockers(@event) : [];
        SaleWarnings =
            @event.Status is EventStatus.Cancelled || @event.StartsAt < clock.GetUtcNow()
                ? []
                : Features.Events.Editing.SaleWarnings.Find(@event, clock.GetUtcNow());
        HeldByFew = await fewClients.FindAsync(@event, ct);
        HasChanges = await changes.AnyAsync(id, ct);
        FormerSlugs = await events.GetFormerSlugsAsync(id, ct);
        SalesChart = await CreateSalesChartAsync(ct);
        Revenue = string.Join(" + ", (await takings.GetNetByEventAsync([id], ct))[id].DefaultIfEmpty(pricing.ToMoney(0)));
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    private async Task<ChartView?> CreateSalesChartAsync(CancellationToken ct) =>
        await paces.GetForEventAsync(Event, ct) is { Curve.FirstSaleDay: not null } pace
            ? new ChartView(
                "pace",
                T["Tickets issued, by days before the show"],
                EventChartEndpoints.GetPacePath(Event),
                PaceChart.Create(pace)
            )
            : null;
}
