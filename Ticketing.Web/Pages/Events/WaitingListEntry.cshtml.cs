using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NetEscapades.AspNetCore.SecurityHeaders;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

/// <summary>The emailed link of a place on the waiting list. Mail scanners open links, so only the button leaves the list.</summary>
[ResponseCache(Location = ResponseCacheLocation.None, NoStore = true)]
[SecurityHeadersPolicy(SecurityHeaders.NoReferrer)]
public sealed class WaitingListEntryModel(
    EventCatalogue catalogue,
    WaitingListLinks links,
    WaitingListEntries entries,
    LeaveWaitingList leaving,
    SaleRules rules,
    TimeProvider clock
) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>Null if the link is not valid, or the entry was deleted after the event.</summary>
    public WaitingPlace? Place { get; private set; }

    public Event Event { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool CanJoin => Event.TicketTypes.Any(type => rules.CanWaitFor(Event, type));

    public IReadOnlyList<(string Category, int Quantity)> Choices =>
        [
            .. Event.TicketTypes.Join(
                Place!.Entry.Choices,
                type => type.Id,
                choice => choice.TicketTypeId,
                (type, choice) => (type.Category, choice.Quantity)
            ),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Page();
    }

    /// <summary>Repeating it is no error.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }

        // Tickets that are being paid for are given back in the checkout.
        var hasLeft = await leaving.LeaveAsync(Place!.Entry.Id, ct);
        return new SeeOtherResult(
            hasLeft || Place.Offer is null
                ? $"/events/{slug}/waiting-list/entry?token={Uri.EscapeDataString(Token!)}"
                : $"/checkout/{Place.Offer.HoldCode}"
        );
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        Place = await links.ResolveAsync(Token, ct) is { } id ? await entries.FindAsync(id, ct) : null;
        if (Place is null)
        {
            return false;
        }

        Event = await catalogue.GetAsync(Place.Entry.EventId, ct);
        return true;
    }
}
