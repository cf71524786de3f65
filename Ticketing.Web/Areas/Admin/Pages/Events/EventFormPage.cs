using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Events.Editing;

namespace Ticketing.Areas.Admin.Pages.Events;

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

    /// <summary>Null if not requested.</summary>
    public string? Described { get; protected set; }

    public abstract bool IsNew { get; }

    public abstract string Back { get; }

    public string Here => Request.Path;

    public string SlugHint => IsNew ? "Empty: made from the title" : "Old links lead on when it changes";

    public bool IsTwice(TypedMoment moment) => LocalTime.IsTwice(moment.Date.Length > 0 ? moment : moment with { Date = Form.Starts.Date }, Form.Zone);

    /// <summary>Returns only the HTML fragment to scripts.</summary>
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
        // Show the values that the feature normalised or merged, not the posted ones.
        ModelState.Clear();
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
