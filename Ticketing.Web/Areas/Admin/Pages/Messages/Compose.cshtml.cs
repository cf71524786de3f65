using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Ticketing.Areas.Admin.Pages.Events;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Messages;
using Ticketing.Features.Messages.Editing;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Messages;

/// <summary>Writes or changes a draft.</summary>
public sealed class ComposeModel(EventQueries events, MessageQueries messages, EditMessage edit, MessageRules rules) : EventPage(events)
{
    [BindProperty]
    public MessageForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    /// <summary>Null for a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "message")]
    public Guid? MessageId { get; set; }

    public MessageRules Rules => rules;
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<FieldConflict> Differences { get; private set; } = [];
    public string PagePath => MessageId is { } id ? $"{ListPath}/compose/{id}" : $"{ListPath}/compose";
    public string BackPath => MessageId is { } id ? $"{ListPath}/{id}" : ListPath;

    private string ListPath => $"/admin/events/{Event.Id}/messages";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (MessageId is not { } id)
        {
            return Page();
        }

        if (await messages.FindAsync(Event.Id, id, ct) is not { Message: { Status: MessageStatus.Draft } draft })
        {
            return NotFound();
        }

        Form = MessageForm.From(draft, Event.TimeZone, rules.Languages);
        (Version, Loaded) = (draft.Version, Revision.Create(draft.Version, Form).Loaded);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var outcome = MessageId is { } id
            ? await edit.SaveAsync(Event.Id, id, Form, new Revision(Version, Loaded ?? ""), ct)
            : await edit.AddAsync(Event.Id, Form, ct);
        switch (outcome)
        {
            case EditOutcome.Saved saved:
                return new SeeOtherResult($"{ListPath}/{saved.Id}");
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
}
