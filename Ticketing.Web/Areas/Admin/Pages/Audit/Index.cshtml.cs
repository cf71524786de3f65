using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Accounts;
using Ticketing.Audit;
using Ticketing.Settings;

namespace Ticketing.Areas.Admin.Pages.Audit;

public sealed class IndexModel(AuditSearch search, StaffList staff, VenueClock clock) : PageModel
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

    public KeyedPage<AuditEntry> Found { get; private set; } = null!;

    public IReadOnlyList<StaffRow> People { get; private set; } = [];

    public VenueClock Clock => clock;

    public string Subject => Typed?.Trim() ?? "";

    private (DateTimeOffset? From, DateTimeOffset? Until) Within => clock.Between(From, Until);

    public AuditFilter Filter => new(
        Guid.TryParse(Who, out var person) ? person : null, What ?? "", Subject, Within.From, Within.Until) { ByNobody = Who == Nobody };

    public async Task OnGetAsync(CancellationToken ct)
    {
        Found = await search.PageAsync(Filter, PagePlace.Read(Place), ct);
        People = await staff.ReadAsync(ct);
    }

    public string AddressOf(PagePlace place) => Url.Page("/Audit/Index", new
    {
        who = Who, what = What, q = Subject.Length > 0 ? Subject : null, from = Iso(From), until = Iso(Until), at = place.ToString(),
    })!;

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
