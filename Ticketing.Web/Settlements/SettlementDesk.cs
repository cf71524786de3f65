using Microsoft.Extensions.Options;
using Ticketing.Events;
using Ticketing.Events.Posters;
using Ticketing.Receipts;
using Ticketing.Settings;
using Ticketing.Settlements.Figures;
using Ticketing.Settlements.Papers;

namespace Ticketing.Settlements;

public sealed record SettlementPaper(string FileName, string MediaType, byte[] Content);

public sealed class SettlementDesk(SettlementReader reader, PosterShelf shelf, VenueClock clock, IOptionsMonitor<SiteOptions> site)
{
    public async Task<NightAccounts> OpenAsync(Event @event, CancellationToken ct)
    {
        var now = clock.Now;
        return new NightAccounts(@event, Settlement.Of(await reader.ReadAsync(@event.Id, ct)), now, clock.Moment(now));
    }

    public async Task<SettlementPaper> PdfAsync(Event @event, CancellationToken ct)
    {
        var venue = site.CurrentValue;
        var night = await OpenAsync(@event, ct);
        return new($"settlement-{@event.Slug}.pdf", "application/pdf", SettlementPdf.Write(night, venue, await PaperLogo.ReadAsync(shelf, venue, ct)));
    }

    public async Task<SettlementPaper> CsvAsync(Event @event, CancellationToken ct) =>
        new($"settlement-{@event.Slug}.csv", "text/csv; charset=utf-8", SettlementCsv.Write(await OpenAsync(@event, ct)));
}
