using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.WaitingList;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <summary>People who wait for tickets of a sold-out event, and the terms on which they are offered some.</summary>
public sealed class WaitingListModel(
    EventQueries events,
    WaitingListQueries lists,
    EditWaitingList edit,
    LeaveWaitingList leaving,
    TimeProvider clock
) : EventPage(events)
{
    private readonly Dictionary<string, string> errors = [];

    [BindProperty]
    public bool IsOn { get; set; }

    [BindProperty]
    public string? OfferHours { get; set; }

    [BindProperty]
    public string? EndHours { get; set; }

    public WaitingListFigures Figures { get; private set; } = null!;

    public IReadOnlyList<WaitingPlace> Places { get; private set; } = [];

    public FieldErrors Errors => new(errors);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>More than are listed.</summary>
    public int NotListed => Math.Max(0, Figures.Waiting + Figures.Offered - Places.Count);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var terms = WaitingListTerms.From(Event);
        (IsOn, OfferHours, EndHours) = (terms.IsOn, Write(terms.OfferHours), Write(terms.EndHours));
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var terms = new WaitingListTerms(
            IsOn,
            Read(nameof(OfferHours), OfferHours, 1, WaitingListTerms.MaxOfferHours),
            Read(nameof(EndHours), EndHours, 0, WaitingListTerms.MaxEndHours)
        );
        if (errors.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await LoadAsync(ct);
            return Page();
        }

        return Respond(await edit.SaveAsync(Event.Id, terms, ct), T["Saved."]);
    }

    /// <summary>Repeating it is no error.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(Guid entry, CancellationToken ct)
    {
        var removed = await leaving.RemoveAsync(Event.Id, entry, ct);
        return Respond(true, removed ? T["Removed from the waiting list."] : T["Nothing to remove: they no longer wait."]);
    }

    /// <summary>"4 × Standing", one for each kind.</summary>
    public IReadOnlyList<string> Describe(WaitingPlace place) =>
        place.Offer is { } offer
            ? [$"{offer.Quantity} × {offer.Category}"]
            :
            [
                .. Event.TicketTypes.Join(
                    place.Entry.Choices,
                    type => type.Id,
                    choice => choice.TicketTypeId,
                    (type, choice) => $"{choice.Quantity} × {type.Category}"
                ),
            ];

    private async Task LoadAsync(CancellationToken ct)
    {
        Figures = await lists.GetFiguresAsync(Event, ct);
        Places = await lists.GetActiveAsync(Event.Id, ct);
    }

    private int Read(string field, string? typed, int min, int max)
    {
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours >= min && hours <= max)
        {
            return hours;
        }

        errors[field] = T["Enter a whole number from {0} to {1}.", min, max];
        return 0;
    }

    private static string Write(int hours) => hours.ToString(CultureInfo.InvariantCulture);

    private IActionResult Respond(bool exists, string done)
    {
        if (!exists)
        {
            return NotFound();
        }

        this.SetFlash(done);
        return new SeeOtherResult($"/admin/events/{Event.Id}/waiting-list");
    }
}
