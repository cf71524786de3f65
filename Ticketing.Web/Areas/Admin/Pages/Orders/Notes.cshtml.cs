using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Orders;
using Ticketing.Features.Orders.Notes;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Orders;

/// <summary>Takes the forms of the order's page, and shows them again if something is wrong.</summary>
public sealed class NotesModel(OrderQueries orders, OrderNotes notes, OrderTags tags, VenueClock clock) : PageModel
{
    public OrderNotesCard Card { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string reference, CancellationToken ct) =>
        WithOrderAsync(reference, order => ShowAsync(order, card => card, ct), ct);

    public Task<IActionResult> OnPostAddAsync(string reference, string? text, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
                ToError(await notes.AddAsync(order, text, ct)) is { } error
                    ? await ShowAsync(order, card => card with { NoteError = error, TypedNote = text }, ct)
                    : BackToOrder(order, T["Note added."]),
            ct
        );

    public Task<IActionResult> OnPostDeleteAsync(string reference, Guid id, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order => await notes.DeleteAsync(order, id, ct) ? BackToOrder(order, T["Note deleted."]) : NotFound(),
            ct
        );

    public Task<IActionResult> OnPostTagAsync(string reference, string? tag, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
                ToError(await tags.AddAsync(order, tag, ct)) is { } error
                    ? await ShowAsync(order, card => card with { TagError = error, TypedTag = tag }, ct)
                    : BackToOrder(order, T["Tag added."]),
            ct
        );

    public Task<IActionResult> OnPostUntagAsync(string reference, Guid id, CancellationToken ct) =>
        WithOrderAsync(
            reference,
            async order =>
            {
                await tags.RemoveAsync(order, id, ct);
                return BackToOrder(order, T["Tag removed."]);
            },
            ct
        );

    private async Task<IActionResult> WithOrderAsync(string reference, Func<Order, Task<IActionResult>> act, CancellationToken ct) =>
        await orders.FindAsync(reference.ToUpperInvariant(), ct) is { } order ? await act(order) : NotFound();

    private async Task<IActionResult> ShowAsync(Order order, Func<OrderNotesCard, OrderNotesCard> refuse, CancellationToken ct)
    {
        Card = refuse(await OrderNotesCard.LoadAsync(order, notes, tags, clock, ct));
        Response.StatusCode = Card.NoteError is null && Card.TagError is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }

    private RedirectToPageResult BackToOrder(Order order, string message)
    {
        this.SetFlash(message);
        return RedirectToPage("/Orders/Details", new { reference = order.Reference });
    }

    private static string? ToError(NoteOutcome outcome) =>
        outcome switch
        {
            NoteOutcome.Added => null,
            NoteOutcome.Empty => T["Enter a note."],
            NoteOutcome.TooLong => T["Shorten the note to {0} characters.", OrderNote.MaxLength],
            _ => T["An order can have {0} notes. Delete one first.", OrderNotes.MaxNotes],
        };

    private static string? ToError(TagOutcome outcome) =>
        outcome switch
        {
            TagOutcome.Added => null,
            TagOutcome.Empty => T["Enter a tag."],
            TagOutcome.TooLong => T["Shorten the tag to {0} characters.", Tag.MaxLength],
            TagOutcome.TooMany => T["An order can have {0} tags. Remove one first.", OrderTags.MaxPerOrder],
            _ => T["You already use {0} different tags. Choose one of them.", OrderTags.MaxInList],
        };
}
