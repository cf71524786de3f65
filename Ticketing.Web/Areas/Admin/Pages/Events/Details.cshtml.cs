using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Hosting;
using Ticketing.Orders;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class DetailsModel(EventDesk desk, PublishEvent publish, Takings takings, Pricing pricing) : PageModel
{
    public Event Event { get; private set; } = null!;

    public IReadOnlyList<string> Missing { get; private set; } = [];
    public IReadOnlyList<string> FormerSlugs { get; private set; } = [];
    public string Revenue { get; private set; } = "";

    public string Refusal { get; private set; } = "";
    public IReadOnlyList<string> Refusals { get; private set; } = [];

    public int Places => Math.Min(
        Event.TicketTypes.Sum(type => type.IsWithdrawn ? type.Held + type.Sold : type.Capacity), Event.Capacity ?? int.MaxValue);

    public string PriceOf(TicketType type) => type.Price == 0 ? "Free" : pricing.Money(type.Price).ToString();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => ShowAsync(id, StatusCodes.Status200OK, ct);

    public async Task<IActionResult> OnPostPublishAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await publish.PublishAsync(id, ct), "Published: visitors can see it and buy.", "Not published.", ct);

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) =>
        await AnswerAsync(id, await publish.WithdrawAsync(id, ct), "Withdrawn: a draft again. Publish brings it back.", "Not withdrawn.", ct);

    private async Task<IActionResult> AnswerAsync(Guid id, PublishOutcome outcome, string done, string refused, CancellationToken ct)
    {
        switch (outcome)
        {
            case PublishOutcome.Done:
                this.Tell(done);
                return new SeeOther($"/admin/events/{id}");
            case PublishOutcome.Refused because:
                (Refusal, Refusals) = (refused, because.Reasons);
                return await ShowAsync(id, StatusCodes.Status409Conflict, ct);
            case PublishOutcome.Gone:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<IActionResult> ShowAsync(Guid id, int status, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } @event)
        {
            return NotFound();
        }

        Event = @event;
        Missing = @event.Status == EventStatus.Inactive ? publish.MissingFor(@event) : [];
        FormerSlugs = await desk.FormerSlugsAsync(id, ct);
        Revenue = string.Join(" + ", (await takings.OfAsync([id], ct))[id].DefaultIfEmpty(pricing.Money(0)));
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
