using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Promotions;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Areas.Admin.Pages.PromoCodes;

/// <summary>The codes of a batch, to be sent to people. They consist of letters, digits, - and _, so nothing needs quotes.</summary>
public sealed class BatchModel(PromoCodeQueries queries, EventQueries events, IOptionsMonitor<SiteOptions> site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid batch, CancellationToken ct)
    {
        if (await queries.GetBatchAsync(batch, ct) is not { Count: > 0 } codes)
        {
            return NotFound();
        }

        var @event = codes[0].EventId is { } id ? await events.FindAsync(id, ct) : null;
        var lines = codes.Select(code =>
            string.Create(CultureInfo.InvariantCulture, $"{code.Code},{GetLink(@event, code)},{code.UsedTickets},{code.UsedOrders}")
        );
        var text = string.Join("\r\n", lines.Prepend("Code,Link,Tickets,Orders").Append(""));
        return File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", $"codes-{CodeBatch.GetPrefix(codes[0].Code)}.csv");
    }

    private string GetLink(Event? @event, PromoCode code) =>
        @event is not null && Uri.TryCreate(site.CurrentValue.PublicBaseUrl, UriKind.Absolute, out var home)
            ? new Uri(home, $"/events/{@event.Slug}?code={Uri.EscapeDataString(code.Code)}").AbsoluteUri
            : "";
}
