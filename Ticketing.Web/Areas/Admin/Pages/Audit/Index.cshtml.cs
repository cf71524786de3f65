using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Areas.Admin.Pages.Audit;

public sealed class IndexModel(AuditQueries search, StaffQueries staff, VenueClock clock, IOptionsMonitor<SiteOptions> site) : PageModel
{
    /// <summary>Selects entries without a signed-in person.</summary>
    public const string Nobody = "nobody";

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? What { get; set; }

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Typed { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Inclusive.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(Name = "at", SupportsGet = true)]
    public string? Place { get; set; }

    public KeysetPage<AuditEntry> Results { get; private set; } = null!;

    public IReadOnlyList<StaffRow> People { get; private set; } = [];

    public VenueClock Clock => clock;

    public string Currency => site.CurrentValue.Currency;

    public string Subject => Typed?.Trim() ?? "";

    private (DateTimeOffset? From, DateTimeOffset? Until) Range => clock.GetRange(From, Until);

    public AuditFilter Filter =>
        new(Guid.TryParse(Who, out var person) ? person : null, What ?? "", Subject, Range.From, Range.Until)
        {
            WithoutActor = Who == Nobody,
        };

    public async Task OnGetAsync(CancellationToken ct)
    {
        Results = await search.GetPageAsync(Filter, PagePosition.Parse(Place), ct);
        People = await staff.ListAsync(ct);
    }

    public string GetPageUrl(PagePosition place) =>
        Url.Page(
            "/Audit/Index",
            new
            {
                who = Who,
                what = What,
                q = Subject.Length > 0 ? Subject : null,
                from = FormatDay(From),
                until = FormatDay(Until),
                at = place.ToString(),
            }
        )!;

    public static string? FormatDay(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
