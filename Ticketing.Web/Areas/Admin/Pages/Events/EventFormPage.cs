using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Events.Editing;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <summary>What the pages for a new event and for one that exists have in common: the form, and the preview of its description.</summary>
public abstract class EventFormPage : PageModel
{
    [BindProperty]
    public EventForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    public FieldErrors Errors { get; protected set; } = FieldErrors.None;
    public IReadOnlyList<Difference> Differences { get; protected set; } = [];

    /// <summary>The description as HTML; null where nobody asked for it.</summary>
    public string? Described { get; protected set; }

    public abstract bool IsNew { get; }

    public abstract string Back { get; }

    public string Here => Request.Path;

    public string SlugHint => IsNew ? "Empty: made from the title" : "Old links lead on when it changes";

    public bool IsTwice(TypedMoment moment) => LocalTime.IsTwice(moment.Date.Length > 0 ? moment : moment with { Date = Form.Starts.Date }, Form.Zone);

    /// <summary>The description as visitors will read it: the page again, or the text alone for the script that asks while somebody types.</summary>
    public IActionResult OnPostDescribe()
    {
        Described = Descriptions.ToHtml(Form.Description);
        return Request.Headers.XRequestedWith == "fetch" ? Content(Described, "text/html; charset=utf-8") : Page();
    }

    protected IActionResult Refuse(IReadOnlyDictionary<string, string> errors)
    {
        Errors = new FieldErrors(errors);
        return Answer(StatusCodes.Status400BadRequest);
    }

    protected IActionResult Refuse(EditOutcome.Collided collided)
    {
        Differences = collided.Fields;
        (Version, Loaded) = (collided.Now.Version, collided.Now.Loaded);
        return Answer(StatusCodes.Status409Conflict);
    }

    private PageResult Answer(int status)
    {
        // What the features took over or tidied is shown, not what was posted.
        ModelState.Clear();
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
