using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Orders;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class DetailsModel(
    EventQueries events,
    PublishEvent publish,
    RevenueQueries takings,
    BulkHolders fewClients,
    ReleaseBulkHolds bulkHolds,
    ScheduleChangeQueries changes,
    Pricing pricing,
    TimeProvider clock
) : PageModel
{
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

    /// <summary>Only while something could still be put right.</summary>
    public IReadOnlyList<string> SaleWarnings { get; private set; } = [];

    public int Capacity => SaleRules.GetCapacity(Event);

    public string GetPriceText(TicketType type) => type.Price == 0 ? "Free" : pricing.ToMoney(type.Price).ToString();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(id, StatusCodes.Status200OK, ct);

    public async Task<IActionResult> OnPostPublishAsync(Guid id, CancellationToken ct) =>
        await RespondAsync(id, await publish.PublishAsync(id, ct), "Published: visitors can see it and buy.", "Not published.", ct);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) =>
        await RespondAsync(
            id,
            await publish.WithdrawAsync(id, ct),
            "Withdrawn: a draft again. Publish brings it back.",
            "Not withdrawn.",
            ct
        );

    public async Task<IActionResult> OnPostFreeHoldsAsync(Guid id, CancellationToken ct)
    {
        if (await events.FindAsync(id, ct) is null)
        {
            return NotFound();
        }

        var freed = await bulkHolds.ReleaseAsync(id, ct);
        var text = freed switch
        {
            0 => "No tickets to release.",
            1 => "1 ticket is back on sale.",
            _ => $"{freed} tickets are back on sale.",
        };
        this.SetFlash(text, freed > 0 ? "success" : "info");
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
                return await ShowAsync(id, StatusCodes.Status409Conflict, ct);
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
        PublishBlockers = @event.Status == EventStatus.Inactive ? publish.GetPublishBlockers(@event) : [];
        SaleWarnings =
            @event.Status is EventStatus.Cancelled || @event.StartsAt < clock.GetUtcNow()
                ? []
                : Features.Events.Editing.SaleWarnings.Find(@event, clock.GetUtcNow());
        HeldByFew = await fewClients.FindAsync(@event, ct);
        HasChanges = await changes.AnyAsync(id, ct);
        FormerSlugs = await events.GetFormerSlugsAsync(id, ct);
        Revenue = string.Join(" + ", (await takings.GetByEventAsync([id], ct))[id].DefaultIfEmpty(pricing.ToMoney(0)));
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
