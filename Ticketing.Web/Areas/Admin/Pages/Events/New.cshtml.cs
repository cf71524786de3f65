using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Areas.Admin.Ui;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;

namespace Ticketing.Areas.Admin.Pages.Events;

public sealed class NewModel(CreateEvent create, EventQueries events, Pricing pricing, IOptionsMonitor<SiteOptions> site) : EventFormPage
{
    /// <summary>More can be added afterwards: a form has at most <see cref="RequestLimits.MaxFormKeys"/> fields.</summary>
    public const int MaxRows = 15;

    /// <summary>Replaced with a number by the script.</summary>
    private const string AnyIndex = "NEW";

    private static string FileIsLost => T["Choose the picture again: browsers can’t keep a file."];

    private static readonly string[] MoreFields =
    [
        nameof(EventForm.Kind),
        nameof(EventForm.Slug),
        nameof(EventForm.Capacity),
        nameof(EventForm.MaxFreeTickets),
        nameof(EventForm.MinimumAge),
        nameof(EventForm.RunningMinutes),
        nameof(EventForm.LineUp),
        nameof(EventForm.AccessInfo),
        nameof(EventForm.RefundRule),
        nameof(EventForm.Zone),
    ];

    private IReadOnlyList<FieldErrors> typeErrors = [];
    private int? focusedRow;

    [BindProperty]
    public IReadOnlyList<TicketTypeForm> Types { get; set; } = [];

    [BindProperty]
    public IFormFile? Poster { get; set; }

    [BindProperty]
    public string? PosterAlt { get; set; }

    /// <summary>Becomes the event’s id.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    public string? PosterProblem { get; private set; }

    /// <summary>Reasons against publishing it.</summary>
    public IReadOnlyList<string> Blockers { get; private set; } = [];

    public override bool IsNew => true;

    public override string BackPath => "/admin/events";

    public string Currency => pricing.Currency;

    public int ErrorCount =>
        Errors.ByField.Count
        + typeErrors.Sum(errors => errors.ByField.Count)
        + (PosterProblem is null || PosterProblem == FileIsLost ? 0 : 1);

    public bool ShowsMore => Errors.ByField.Keys.Intersect(MoreFields).Any();

    public IEnumerable<NewTicketTypeRow> Rows => Types.Select((form, index) => CreateRow(index, form));

    public NewTicketTypeRow Blank => CreateRow(AnyIndex, Types.Count + 1, new TicketTypeForm(), FieldErrors.None);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var venue = site.CurrentValue;
        Form.Zone = venue.TimeZone;
        (Form.Location, Form.Address) =
            (venue.Address.Length > 0 ? null : await events.FindLastPlaceAsync(ct)) ?? (venue.VenueName, venue.Address);
        Types = [new TicketTypeForm()];
        Key = Guid.CreateVersion7();
    }

    /// <param name="then">"publish" or "draft".</param>
    public async Task<IActionResult> OnPostAsync([FromForm] string? then, CancellationToken ct)
    {
        Types = [.. Types.Where(form => !NewTicketTypeRow.IsBlank(form))];
        var isPublished = then == "publish";
        if (Poster?.Length > EditPoster.MaxBytes)
        {
            return Refuse(CreateEventOutcome.Refused.Nothing with { Poster = EditPoster.TooLargeText(Poster.Length) });
        }

        var id = Key == Guid.Empty ? Guid.CreateVersion7() : Key;
        switch (await create.CreateAsync(new NewEvent(id, Form, Types, await ReadPosterAsync(ct), PosterAlt ?? "", isPublished), ct))
        {
            case CreateEventOutcome.Created created:
                this.SetFlash(isPublished ? T["Published. Visitors can see it now."] : T["Draft created."]);
                return new SeeOtherResult($"/admin/events/{created.Id}");
            case CreateEventOutcome.AlreadyCreated sent:
                this.SetFlash(T["This form was already sent. Here is its event; nothing was created again."], "info");
                return new SeeOtherResult($"/admin/events/{sent.Id}");
            case CreateEventOutcome.Refused refused:
                return Refuse(refused);
            default:
                throw new UnreachableException();
        }
    }

    public IActionResult OnPostAddType()
    {
        Types = [.. Types.Take(MaxRows - 1), new TicketTypeForm()];
        focusedRow = Types.Count - 1;
        return ShowAgain();
    }

    public IActionResult OnPostRemoveType(int row)
    {
        Types = [.. Types.Where((_, index) => index != row)];
        return ShowAgain();
    }

    private PageResult Refuse(CreateEventOutcome.Refused refused)
    {
        typeErrors = [.. refused.Types.Select(errors => new FieldErrors(errors))];
        (PosterProblem, Blockers) = (refused.Poster, refused.Blockers);
        ShowAgain();
        return Refuse(refused.Fields);
    }

    protected override PageResult ShowAgain()
    {
        PosterProblem ??= Poster is null ? null : FileIsLost;
        Types = Types.Count > 0 ? Types : [new TicketTypeForm()];
        return base.ShowAgain();
    }

    private async Task<byte[]?> ReadPosterAsync(CancellationToken ct)
    {
        if (Poster is not { Length: > 0 })
        {
            return null;
        }

        using var bytes = new MemoryStream((int)Poster.Length);
        await Poster.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }

    private NewTicketTypeRow CreateRow(int index, TicketTypeForm form) =>
        CreateRow(
            index.ToString(CultureInfo.InvariantCulture),
            index + 1,
            form,
            index < typeErrors.Count ? typeErrors[index] : FieldErrors.None,
            hasAutofocus: index == focusedRow
        );

    private NewTicketTypeRow CreateRow(string index, int number, TicketTypeForm form, FieldErrors errors, bool hasAutofocus = false) =>
        new(index, number, TicketTypeFormView.ForRow(index, form, errors, Form.Zone) with { HasAutofocus = hasAutofocus });
}
