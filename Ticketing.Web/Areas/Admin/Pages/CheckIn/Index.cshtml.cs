using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Ticketing.Features.CheckIn;
using Ticketing.Features.Events;

namespace Ticketing.Areas.Admin.Pages.CheckIn;

public sealed class IndexModel(CheckInEventQueries events, AdmissionCountQueries counts) : PageModel
{
    public IReadOnlyList<(string Heading, IReadOnlyList<Event> Events)> Groups { get; private set; } = [];
    public IReadOnlyDictionary<Guid, AdmissionCount> Counts { get; private set; } = new Dictionary<Guid, AdmissionCount>();

    /// <param name="all">Shows the choice even if only one event is on.</param>
    public async Task<IActionResult> OnGetAsync(bool all, CancellationToken ct)
    {
        var found = await events.ListAsync(ct);
        var on = found.Where(events.IsAdmitting).ToList();
        if (on.Count == 1 && !all)
        {
            return Redirect($"/admin/check-in/{on[0].Id}");
        }

        var today = found.Where(e => events.IsToday(e) || events.IsAdmitting(e)).ToList();
        var other = found.Except(today).ToLookup(events.IsPast);
        Groups =
        [
            .. new (string, IReadOnlyList<Event>)[]
            {
                (T["Today"], today),
                (T["Coming up"], [.. other[false]]),
                (T["Just past"], [.. other[true].Reverse()]),
            }.Where(g => g.Item2.Count > 0),
        ];
        Counts = await counts.GetForEventsAsync([.. found.Select(e => e.Id)], ct);
        return Page();
    }
}
