using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Events.Posters;
using Ticketing.Hosting;
using Ticketing.VenueSettings;

namespace Ticketing.Areas.Admin.Pages.Settings;

public sealed class IndexModel(SettingsDesk desk, SaveSettings save, ChangeLogo logos) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    public SettingGroup Group { get; private set; }
    public SettingsSheet Sheet { get; private set; } = null!;
    public TypedSettings Form { get; private set; } = new();
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<Difference> Differences { get; private set; } = [];

    public string? LogoProblem { get; private set; }

    public string? Previewed { get; private set; }

    public string? PutBack { get; private set; }

    public IReadOnlyList<SettingField> Fields => SettingFields.Of(Group);

    public string Here => PathOf(Group);

    public AccentSample Accent => new(Form[SettingFields.Find("Site:AccentColor")!]);

    public static string PathOf(SettingGroup group) => group == SettingGroup.Venue ? "/admin/settings" : $"/admin/settings/{group.ToString().ToLowerInvariant()}";

    public SettingInput InputOf(SettingField field) => new(field, Form[field], Errors)
    {
        Default = field.Show(Sheet.Defaults), Here = Here, Previewed = Previewed == field.Name ? Descriptions.ToHtml(Form[field]) : null, IsPutBack = PutBack == field.Name,
    };

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var name = RouteData.Values["group"] as string ?? nameof(SettingGroup.Venue);
        if (!Enum.GetNames<SettingGroup>().Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            context.Result = NotFound();
            return;
        }

        Group = Enum.Parse<SettingGroup>(name, ignoreCase: true);
        Sheet = await desk.ReadAsync(HttpContext.RequestAborted);
        if (Request.HasFormContentType)
        {
            var posted = await Request.ReadFormAsync(HttpContext.RequestAborted);
            Form = TypedSettings.From(Group, field => posted[$"Form.{field}"]);
        }

        await next();
    }

    public void OnGet() => Load();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await save.SaveAsync(Group, Form, new Revision(Version, Loaded ?? ""), ct))
        {
            case SettingsOutcome.Saved saved:
                this.Tell(saved.Changed ? "Saved. It counts from now on, without a restart." : "Nothing was different.", saved.Changed ? "success" : "info");
                return new SeeOther(Here);
            case SettingsOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                return Answer(StatusCodes.Status400BadRequest);
            case SettingsOutcome.Collided collided:
                Differences = collided.Fields;
                (Version, Loaded) = (collided.Now.Version, collided.Now.Loaded);
                return Answer(StatusCodes.Status409Conflict);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Fills in the configured value without saving it.</summary>
    public IActionResult OnPostPutBack(string field)
    {
        if (Fields.FirstOrDefault(f => f.Name == field) is { } found)
        {
            Form[found] = found.Show(Sheet.Defaults);
            PutBack = found.Name;
        }

        return Answer(StatusCodes.Status200OK);
    }

    /// <summary>Returns only the HTML fragment to scripts.</summary>
    public IActionResult OnPostPreview(string field)
    {
        if (Fields.FirstOrDefault(f => f.Name == field && f.Kind == SettingKind.Markdown) is not { } found)
        {
            return NotFound();
        }

        Previewed = found.Name;
        return Request.Headers.XRequestedWith == "fetch"
            ? Content(Descriptions.ToHtml(Form[found]), "text/html; charset=utf-8")
            : Answer(StatusCodes.Status200OK);
    }

    public IActionResult OnGetAccent(string? colour) => Partial("_Accent", new AccentSample(SettingText.Clean(SettingKind.Colour, colour)));

    public async Task<IActionResult> OnPostLogoAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            return RefuseLogo("Choose a file first.", StatusCodes.Status400BadRequest);
        }

        if (file.Length > PosterUploads.MostBytes)
        {
            return RefuseLogo(PosterUploads.TooLarge(file.Length), StatusCodes.Status413PayloadTooLarge);
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        if (await logos.UploadAsync(bytes.ToArray(), ct) is LogoOutcome.Refused refused)
        {
            return RefuseLogo(refused.Message, StatusCodes.Status400BadRequest);
        }

        this.Tell("The logo is up, on the shop’s pages and on paper.");
        return new SeeOther(Here);
    }

    public async Task<IActionResult> OnPostRemoveLogoAsync(CancellationToken ct)
    {
        await logos.RemoveAsync(ct);
        this.Tell("The logo is gone; the name stands in its place. Upload it again whenever you like.");
        return new SeeOther(Here);
    }

    private void Load()
    {
        Form = TypedSettings.Of(Group, Sheet.Current);
        (Version, Loaded) = Sheet.RevisionOf(Group);
    }

    private PageResult RefuseLogo(string problem, int status)
    {
        LogoProblem = problem;
        Load();
        return Answer(status);
    }

    private PageResult Answer(int status)
    {
        ModelState.Clear();
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
