using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.Features.ClientBudgets.Challenges;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Events.Inventory;
using Ticketing.Features.Holds;
using Ticketing.Features.Promotions;
using Ticketing.Features.WaitingRoom;
using Ticketing.Features.WaitingRoom.Load;
using Ticketing.Features.WaitingRoom.Places;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Pipeline;
using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Pages.Events;

[SameOriginPost]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.Holds)]
[OutputCache(PolicyName = PageCache.OneSecondByVariant)]
public sealed class DetailsModel(
    EventCatalogue catalogue,
    EventDetailsViewFactory shows,
    NextEvents nextEvents,
    PlaceHold holds,
    Basket basket,
    StructuredData structured,
    BrowserCookie browser,
    PageCode pageCode,
    PromoCodeLookup codes,
    Pricing pricing,
    WaitingRoomGate waitingRoom,
    BuyerLoad load,
    ChoiceLimits limits,
    IOptionsMonitor<SiteOptions> site,
    TimeProvider clock
) : PageModel
{
    private ChosenQuantities chosen = ChosenQuantities.None;
    private readonly Dictionary<Guid, string> refusals = [];
    private string typedCode = "";
    private FoundCode? code;
    private CodeRefusal? refusedCode;
    private string? problem;
    private IReadOnlyList<OpenHold> openHolds = [];

    public EventDetailsView View { get; private set; } = null!;

    /// <summary>Shown instead of the event if the buyer's network holds many tickets.</summary>
    public ChallengeView? PendingChallenge { get; private set; }

    public Uri? BaseUrl => Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home) ? home : null;

    public string StructuredJson =>
        structured.Serialize(
            View.Event,
            BaseUrl,
            site.CurrentValue.VenueName,
            Ticketing.Features.Events.Posters.EventPosters.GetSharePath(View.Event)
        );

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await ShowAsync(slug, StatusCodes.Status200OK, ct);

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        var form = await ReadFormAsync(ct);
        foreach (var type in chosen.InvalidTypes)
        {
            refusals[type] = HoldRefusalText.NotANumber;
        }

        if (refusals.Count > 0)
        {
            return await RefuseAsync(slug, T["Check how many tickets you want."], StatusCodes.Status400BadRequest, ct);
        }

        return PageCode.MustBeShown(form, chosen.Counts.Count > 0)
            ? await ShowAsync(slug, StatusCodes.Status200OK, ct)
            : await WaitAsync(slug, ct) ?? await HoldAsync(slug, form, ct);
    }

    /// <returns>Null if the buyer need not wait.</returns>
    private async Task<IActionResult?> WaitAsync(string slug, CancellationToken ct)
    {
        if (chosen.Counts.Count == 0)
        {
            return null;
        }

        if (waitingRoom.FindOpen(slug) is { } room)
        {
            var found = await pageCode.FindAsync(HttpContext, typedCode, ct, await FindOwnUseAsync(room.Event.Id, ct));
            if (found.Refusal is not null and not CodeRefusal.NotYet)
            {
                return await RefuseAsync(slug, found.Refusal, ct);
            }

            if (limits.Check(room, chosen.Counts, found.Code) is { Count: > 0 } refused)
            {
                return await RefuseAsync(slug, refused, ct);
            }

            var types = room.Event.TicketTypes.Where(type => chosen.Counts.ContainsKey(type.Id));
            if (LineExemption.IsGiven(found, types, room.GetPhase(clock.GetUtcNow()), clock.GetUtcNow()))
            {
                return null;
            }
        }

        var address = RateLimits.GetAddressKey(HttpContext.Connection.RemoteIpAddress);
        var choice = new TicketChoice(chosen.Counts, CodeView.Shorten(typedCode));
        return await waitingRoom.MustWaitAsync(HttpContext, slug, address, choice, ct) ? new SeeOtherResult($"/events/{slug}/queue") : null;
    }

    private async Task<IActionResult> HoldAsync(string slug, IFormCollection form, CancellationToken ct)
    {
        using var measured = load.Measure();
        return await holds.PlaceAsync(CreateRequest(slug, form), ct) switch
        {
            HoldOutcome.Placed placed => GoToCheckout(slug, placed),
            HoldOutcome.NothingChosen => await RefuseAsync(slug, HoldRefusalText.NothingChosen, StatusCodes.Status400BadRequest, ct),
            HoldOutcome.EventNotFound => await RedirectToCurrentSlugAsync(slug, ct),
            HoldOutcome.EventNotActive => await RefuseAsync(
                slug,
                T["Tickets for this show are no longer on sale."],
                StatusCodes.Status409Conflict,
                ct
            ),
            HoldOutcome.CodeRefused refused => await RefuseAsync(slug, refused.Reason, ct),
            HoldOutcome.Refused refused => await RefuseAsync(slug, refused.Lines, ct),
            HoldOutcome.Challenged challenged => await ShowAsync(slug, challenged.Challenge, ct),
            HoldOutcome.TooManyHolds many => await RefuseAsync(slug, many.Open, ct),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Shows the prices with the code.</summary>
    public async Task<IActionResult> OnPostApplyAsync(string slug, CancellationToken ct)
    {
        await ReadFormAsync(ct);
        return await ShowAsync(slug, StatusCodes.Status200OK, ct);
    }

    private async Task<IFormCollection> ReadFormAsync(CancellationToken ct)
    {
        var form = Request.HasFormContentType ? await Request.ReadFormAsync(ct) : FormCollection.Empty;
        chosen = ChosenQuantities.Read(form);
        typedCode = form[PageCode.Field].ToString().Trim();
        return form;
    }

    private SeeOtherResult GoToCheckout(string slug, HoldOutcome.Placed placed)
    {
        waitingRoom.End(HttpContext, slug);
        return new SeeOtherResult($"/checkout/{placed.Code}");
    }

    private HoldRequest CreateRequest(string slug, IFormCollection form) =>
        new(
            slug,
            chosen.Counts,
            new HoldClient(browser.GetOrCreateKey(HttpContext), RateLimits.GetAddressKey(HttpContext.Connection.RemoteIpAddress)),
            form[ChallengeView.TokenField] is [{ Length: > 0 } token, ..]
                ? new ChallengeAnswer(token, form[ChallengeView.SolutionField].ToString())
                : null,
            ReplacesLive: true
        )
        {
            PromoCode = typedCode,
        };

    // What the buyer holds already can be chosen again. Pages that are read are cached for everybody.
    private async Task<Event?> FindEventAsync(string slug, CancellationToken ct)
    {
        if (await catalogue.FindAsync(slug, ct) is not { } @event)
        {
            return null;
        }

        if (!HttpMethods.IsPost(Request.Method))
        {
            code = await pageCode.FindAsync(HttpContext, ct);
        }
        else if (browser.FindKey(HttpContext) is { } key)
        {
            code ??= await pageCode.FindAsync(HttpContext, typedCode, ct, await FindOwnUseAsync(@event.Id, ct));
            await basket.ExcludeOwnAsync(@event, key, ct);
        }

        code ??= await pageCode.FindAsync(HttpContext, typedCode, ct);
        code.ApplyTo(@event, pricing.Currency);
        return @event;
    }

    private async Task<CodeUse?> FindOwnUseAsync(Guid eventId, CancellationToken ct) =>
        typedCode.Length > 0 && browser.FindKey(HttpContext) is { } key
            ? (await basket.FindReplaceableAsync(key, eventId, ct))?.GetCodeUse()
            : null;

    private async Task<IActionResult> ShowAsync(string slug, IssuedChallenge issued, CancellationToken ct)
    {
        if (await FindEventAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        View = shows.Create(@event, chosen, refusals);
        PendingChallenge = new ChallengeView(@event, issued, chosen.Counts, typedCode, clock.GetUtcNow());
        PendingChallenge.SetHeaders(Response);
        return Page();
    }

    private async Task<IActionResult> RefuseAsync(string slug, IReadOnlyList<RefusedLine> lines, CancellationToken ct)
    {
        if (await FindEventAsync(slug, ct) is not { } @event)
        {
            return NotFound();
        }

        foreach (var line in lines)
        {
            refusals[line.TicketTypeId] = HoldRefusalText.Describe(line.Reason, @event, clock.GetUtcNow());
        }

        return await RefuseAsync(slug, T["Sorry, we couldn’t reserve those tickets."], StatusCodes.Status409Conflict, ct);
    }

    private Task<IActionResult> RefuseAsync(string slug, CodeRefusal reason, CancellationToken ct)
    {
        // An unknown one is not looked up and counted again. Others may lower the prices if fewer tickets are chosen.
        refusedCode = reason;
        code = reason is CodeRefusal.Unknown or CodeRefusal.TooManyGuesses ? new FoundCode(null, reason) : null;
        return RefuseAsync(slug, T["Sorry, we couldn’t reserve those tickets."], StatusCodes.Status409Conflict, ct);
    }

    private Task<IActionResult> RefuseAsync(string slug, IReadOnlyList<OpenHold> open, CancellationToken ct)
    {
        openHolds = open;
        return RefuseAsync(
            slug,
            T["You already have tickets for other shows in your basket. Check out or release some of them first."],
            StatusCodes.Status409Conflict,
            ct
        );
    }

    private Task<IActionResult> RefuseAsync(string slug, string problem, int status, CancellationToken ct)
    {
        this.problem = problem;
        return ShowAsync(slug, status, ct);
    }

    private async Task<IActionResult> ShowAsync(string slug, int status, CancellationToken ct)
    {
        if (await FindEventAsync(slug, ct) is not { } @event)
        {
            return await RedirectToCurrentSlugAsync(slug, ct);
        }

        View = (shows.Create(@event, chosen, refusals) with { Problem = problem, OpenHolds = openHolds }).WithWaitingRoom(
            waitingRoom.FindOpen(slug)
        );
        View = code != FoundCode.None || await codes.HasAnyAsync(@event.Id, ct) ? View with { Code = CreateCodeView(@event) } : View;
        View = View.CanBuy ? View : View with { Next = await nextEvents.FindAsync(@event, ct) };
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    /// <summary>
    /// Redirects from a former slug to the current one, repeating a POST there. Cached for a minute only: an event may
    /// get a former slug back, and longer-lived redirects would loop.
    /// </summary>
    private async Task<IActionResult> RedirectToCurrentSlugAsync(string slug, CancellationToken ct)
    {
        if (await catalogue.FindCurrentSlugAsync(slug, ct) is not { } current)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "public, max-age=60";
        var target = $"/events/{current}";
        return HttpMethods.IsPost(Request.Method)
            ? RedirectPermanentPreserveMethod(target)
            : RedirectPermanent(PageCode.AddTo(target, Request.Query[PageCode.QueryKey].ToString()));
    }

    private CodeView CreateCodeView(Event @event) => CodeView.Create(code!, typedCode, @event, clock.GetUtcNow(), refusedCode);
}
