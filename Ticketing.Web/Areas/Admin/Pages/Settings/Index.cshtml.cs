using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Settings;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Languages;

namespace Ticketing.Areas.Admin.Pages.Settings;

public sealed class IndexModel(SettingsQueries settings, SaveSettings save, ChangeLogo logos) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Loaded { get; set; }

    public SettingPart Part { get; private set; } = new(SettingGroup.Venue);

    public SettingGroup Group => Part.Group;

    public SettingsView Values { get; private set; } = null!;
    public SettingsForm Form { get; private set; } = new();
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<FieldConflict> Differences { get; private set; } = [];

    public string? LogoProblem { get; private set; }

    public string? PreviewedField { get; private set; }

    public string? ResetField { get; private set; }

    public IReadOnlyList<SettingField> Fields => Part.Fields;

    public string PagePath => GetPath(Part);

    /// <summary>Those that the shop offers. The default only if something was translated into it while it was not the default.</summary>
    public IEnumerable<Language> TranslatedLanguages =>
        Values.Current.Languages.Listed.Where(
            (language, index) => index > 0 || Values.Current.Site.Texts.FindTranslation(language.Tag) is not null
        );

    public AccentPreview Accent => new(Form[SettingFields.Find("Site:AccentColor")!]);

    public static string GetPath(SettingPart part) =>
        part.Group == SettingGroup.Venue ? "/admin/settings" : $"/admin/settings/{part.Name.ToLowerInvariant()}";

    /// <summary>The text in the default language.</summary>
    public string GetOriginal(SettingField translation) => FindOriginal(translation).Format(Values.Current);

    public int CountMissing(Language language) =>
        new SettingPart(SettingGroup.Translations, language).Fields.Count(field =>
            field.Format(Values.Current).Length == 0 && GetOriginal(field).Length > 0
        );

    public SettingInput GetInput(SettingField field) =>
        new(field, Form[field], Errors)
        {
            Default = field.Format(Values.Defaults),
            PagePath = PagePath,
            PreviewHtml = PreviewedField == field.Name ? MarkdownRenderer.ToHtml(Form[field]) : null,
            IsReset = ResetField == field.Name,
        };

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var name = RouteData.Values["group"] as string ?? nameof(SettingGroup.Venue);
        if (!Enum.GetNames<SettingGroup>().Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            context.Result = NotFound();
            return;
        }

        Values = await settings.ReadAsync(HttpContext.RequestAborted);
        if (FindPart(Enum.Parse<SettingGroup>(name, ignoreCase: true), RouteData.Values["language"] as string) is not { } part)
        {
            context.Result = NotFound();
            return;
        }

        Part = part;
        if (Request.HasFormContentType)
        {
            var posted = await Request.ReadFormAsync(HttpContext.RequestAborted);
            Form = SettingsForm.From(Part, field => posted[$"Form.{field}"]);
        }

        await next();
    }

    public void OnGet() => Load();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        switch (await save.SaveAsync(Part, Form, new Revision(Version, Loaded ?? ""), ct))
        {
            case SettingsOutcome.Saved saved:
                this.SetFlash(saved.Changed ? T["Saved."] : T["No changes to save."], saved.Changed ? "success" : "info");
                return new SeeOtherResult(PagePath);
            case SettingsOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                return PageWithStatus(StatusCodes.Status400BadRequest);
            case SettingsOutcome.Conflict collided:
                Differences = collided.Conflicts;
                (Version, Loaded) = (collided.Current.Version, collided.Current.Loaded);
                return PageWithStatus(StatusCodes.Status409Conflict);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Fills in the configured value without saving it.</summary>
    public IActionResult OnPostPutBack(string field)
    {
        if (Fields.FirstOrDefault(f => f.Name == field) is { } found)
        {
            Form[found] = found.Format(Values.Defaults);
            ResetField = found.Name;
        }

        return PageWithStatus(StatusCodes.Status200OK);
    }

    /// <summary>Returns only the HTML fragment to scripts.</summary>
    public IActionResult OnPostPreview(string field)
    {
        if (Fields.FirstOrDefault(f => f.Name == field && f.Kind == SettingKind.Markdown) is not { } found)
        {
            return NotFound();
        }

        PreviewedField = found.Name;
        return Request.Headers.XRequestedWith == "fetch"
            ? Content(MarkdownRenderer.ToHtml(Form[found]), "text/html; charset=utf-8")
            : PageWithStatus(StatusCodes.Status200OK);
    }

    public IActionResult OnGetAccent(string? colour) =>
        Partial("_Accent", new AccentPreview(SettingConverter.Normalize(SettingKind.Colour, colour)));

    public async Task<IActionResult> OnPostLogoAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            return RefuseLogo(T["Choose a file first."], StatusCodes.Status400BadRequest);
        }

        if (file.Length > EditPoster.MaxBytes)
        {
            return RefuseLogo(EditPoster.TooLargeText(file.Length), StatusCodes.Status413PayloadTooLarge);
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        if (await logos.UploadAsync(bytes.ToArray(), ct) is LogoOutcome.Refused refused)
        {
            return RefuseLogo(refused.Message, StatusCodes.Status400BadRequest);
        }

        this.SetFlash(T["Logo uploaded. It is on the shop’s pages and on printed documents."]);
        return new SeeOtherResult(PagePath);
    }

    public async Task<IActionResult> OnPostRemoveLogoAsync(CancellationToken ct)
    {
        await logos.RemoveAsync(ct);
        this.SetFlash(T["Logo removed. The venue’s name is shown instead."]);
        return new SeeOtherResult(PagePath);
    }

    /// <returns>Null if the group has no part for this language.</returns>
    private SettingPart? FindPart(SettingGroup group, string? tag)
    {
        if (group != SettingGroup.Translations)
        {
            return tag is null ? new SettingPart(group) : null;
        }

        var language = TranslatedLanguages.FirstOrDefault(l => tag is null || l.Tag.Equals(tag, StringComparison.OrdinalIgnoreCase));
        return tag is null || language is not null ? new SettingPart(group, language) : null;
    }

    private static SettingField FindOriginal(SettingField translation) => SettingFields.Find($"Site:Texts:{translation.Name}")!;

    private void Load()
    {
        Form = SettingsForm.Create(Part, Values.Current);
        (Version, Loaded) = Values.GetRevision(Part);
    }

    private PageResult RefuseLogo(string problem, int status)
    {
        LogoProblem = problem;
        Load();
        return PageWithStatus(status);
    }

    private PageResult PageWithStatus(int status)
    {
        ModelState.Clear();
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
