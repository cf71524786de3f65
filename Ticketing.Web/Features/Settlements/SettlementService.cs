using Microsoft.Extensions.Options;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Receipts.Printing;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Features.Settlements.Statements;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Languages;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Settlements;

public sealed record SettlementFile(string FileName, string MediaType, byte[] Content);

public sealed class SettlementService(SettlementQueries reader, PosterStore posters, VenueClock clock, IOptionsMonitor<SiteOptions> site)
{
    public async Task<SettlementReport> GetReportAsync(Event @event, CancellationToken ct)
    {
        var now = clock.Now;
        return new SettlementReport(@event, Settlement.Calculate(await reader.GetDataAsync(@event.Id, ct)), now, clock.FormatDateTime(now));
    }

    public async Task<SettlementFile> CreatePdfAsync(Event @event, CancellationToken ct)
    {
        var venue = site.CurrentValue;
        var night = await GetReportAsync(@event, ct);
        return new(
            $"settlement-{@event.Slug}.pdf",
            "application/pdf",
            SettlementPdf.Write(night, venue, await PrintLogo.ReadAsync(posters, venue, ct))
        );
    }

    public async Task<SettlementFile> CreateTableAsync(Event @event, TableFormat format, CancellationToken ct)
    {
        // Other programs read it, whoever downloads it.
        using var _ = Language.English.Use();
        return new SettlementFile(
            $"settlement-{@event.Slug}.{format.Extension}",
            format.MediaType,
            await SettlementTable.WriteAsync(await GetReportAsync(@event, ct), format, ct)
        );
    }
}
