using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Translations;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Events;

/// <param name="Missing">Number of texts without a translation.</param>
public sealed record LanguageProgress(Language Language, int Missing);

public sealed class TranslationsModel(EventQueries events, EditTranslations edit, SiteLanguages languages) : EventPage(events)
{
    [BindProperty]
    public string? Loaded { get; set; }

    /// <summary>Those that the shop offers. The default only if something was translated into it while it was not the default.</summary>
    public IReadOnlyList<LanguageProgress> Progress { get; private set; } = [];

    /// <summary>Null if the shop has one language.</summary>
    public Language? Language { get; private set; }
    public IReadOnlyList<TranslatableText> Texts { get; private set; } = [];
    public TranslationForm Form { get; private set; } = new();
    public FieldErrors Errors { get; private set; } = FieldErrors.None;
    public IReadOnlyList<FieldConflict> Differences { get; private set; } = [];

    public Language Default => languages.Default;

    public string GetPath(Language language) => $"/admin/events/{Event.Id}/translations/{language.Tag}";

    public IActionResult OnGet(string? language)
    {
        if (!Choose(language))
        {
            return NotFound();
        }

        Form = TranslationForm.From(Texts);
        Loaded = Revision.Create(Event.Version, Form).Loaded;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? language, CancellationToken ct)
    {
        if (!Choose(language) || Language is not { } into)
        {
            return NotFound();
        }

        var posted = await Request.ReadFormAsync(ct);
        Form = TranslationForm.From(Texts, name => posted.TryGetValue($"Form.{name}", out var typed) ? typed.ToString() : null);
        switch (await edit.SaveAsync(Event.Id, into, Form, Loaded ?? "", ct))
        {
            case EditOutcome.Saved saved:
                this.SetFlash(
                    saved.Changed ? T["Saved. Visitors see it at once."] : T["No changes to save."],
                    saved.Changed ? "success" : "info"
                );
                return new SeeOtherResult(GetPath(into));
            case EditOutcome.Refused refused:
                Errors = new FieldErrors(refused.Errors);
                return PageWithStatus(StatusCodes.Status400BadRequest);
            case EditOutcome.Conflict collided:
                (Differences, Loaded) = (collided.Conflicts, collided.Current.Loaded);
                return PageWithStatus(StatusCodes.Status409Conflict);
            case EditOutcome.NotFound:
                return NotFound();
            default:
                throw new UnreachableException();
        }
    }

    private bool Choose(string? tag)
    {
        Progress =
        [
            .. languages
                .All.Where(language => language != Default || IsTranslated(Event, language))
                .Select(language => new LanguageProgress(language, EventTexts.CountMissing(Event, language.Tag))),
        ];
        Language = Progress.Select(entry => entry.Language).FirstOrDefault(language => tag is null || language.Tag == tag);
        Texts = Language is null ? [] : EventTexts.Get(Event, Language.Tag);
        return tag is null || Language is not null;
    }

    private static bool IsTranslated(Event @event, Language language) =>
        @event.Translations.Has(language.Tag) || @event.TicketTypes.Any(type => type.Translations.Has(language.Tag));

    private PageResult PageWithStatus(int status)
    {
        ModelState.Clear();
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
