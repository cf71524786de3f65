using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Localization;

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
    public IReadOnlyList<FieldConflict> Differences { get; protected set; } = [];

    /// <summary>Null if not requested.</summary>
    public string? DescriptionHtml { get; protected set; }

    public abstract bool IsNew { get; }

    /// <summary>With what was typed.</summary>
    public bool IsShownAgain { get; private set; }

    public abstract string BackPath { get; }

    public string PagePath => Request.Path;

    public string SlugHint => IsNew ? T["Leave blank to make it from the title"] : T["Old links will redirect"];

    public string RefundHint =>
        T[
            "Shown next to the Pay button, and must agree with your terms of sale. Leave blank for: {0} "
                + "(Nothing is shown if the terms are your own.)",
            TermsOfSale.StandardRefundRule
        ];

    public bool IsAmbiguous(LocalTimeInput moment) =>
        LocalTimeConverter.IsAmbiguous(moment.Date.Length > 0 ? moment : moment with { Date = Form.Starts.Date }, Form.Zone);

    /// <summary>Returns only the HTML fragment to scripts.</summary>
    public IActionResult OnPostDescribe()
    {
        DescriptionHtml = MarkdownRenderer.ToHtml(Form.Description);
        return Request.Headers.XRequestedWith == "fetch" ? Content(DescriptionHtml, "text/html; charset=utf-8") : ShowAgain();
    }

    protected virtual PageResult ShowAgain()
    {
        IsShownAgain = true;
        return Page();
    }

    /// <summary>All that the form posts, by name.</summary>
    protected IReadOnlyList<KeyValuePair<string, string>> GetFields() =>
        [
            new(nameof(Version), Version.ToString(CultureInfo.InvariantCulture)),
            new(nameof(Loaded), Loaded ?? ""),
            .. EventFormFields.Get(Form),
        ];

    protected PageResult Refuse(IReadOnlyDictionary<string, string> errors)
    {
        Errors = new FieldErrors(errors);
        return PageWithStatus(StatusCodes.Status400BadRequest);
    }

    protected IActionResult Refuse(EditOutcome.Conflict collided)
    {
        Differences = collided.Conflicts;
        (Version, Loaded) = (collided.Current.Version, collided.Current.Loaded);
        return PageWithStatus(StatusCodes.Status409Conflict);
    }

    private PageResult PageWithStatus(int status)
    {
        // Show the values that the feature normalised or merged, not the posted ones.
        ModelState.Clear();
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
