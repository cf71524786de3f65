using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Paging;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Insights.Exports;

/// <summary>
/// Sales and requested refunds by day (venue time), event, channel and currency. Both are merged in time order, so only one day's sums are
/// in memory.
/// </summary>
internal sealed class SalesExport(TicketingDbContext db, VenueClock clock) : IExport
{
    private readonly record struct Group(Guid EventId, OrderChannel Channel, string Currency);

    private readonly record struct Sum(int Orders, int Tickets, long FaceValue, long BookingFee, long Total, long Refunds)
    {
        public static Sum operator +(Sum a, Sum b) =>
            new(
                a.Orders + b.Orders,
                a.Tickets + b.Tickets,
                a.FaceValue + b.FaceValue,
                a.BookingFee + b.BookingFee,
                a.Total + b.Total,
                a.Refunds + b.Refunds
            );
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }
        public required DateTimeOffset At { get; init; }
        public required Guid EventId { get; init; }
        public required OrderChannel Channel { get; init; }
        public required string Currency { get; init; }
        public int Orders { get; init; }
        public int Tickets { get; init; }
        public long FaceValue { get; init; }
        public long BookingFee { get; init; }
        public long Total { get; init; }
        public long Refunds { get; init; }

        public Group Group => new(EventId, Channel, Currency);

        public Sum Sum => new(Orders, Tickets, FaceValue, BookingFee, Total, Refunds);
    }

    public string Name => "sales";

    public string Title => T["Sales by day"];

    public IReadOnlyList<ExportHeading> Headings { get; } =
    ["Day", "Event", "Event date", "Channel", "Currency", "Orders", "Tickets", "Face value", "Booking fee", "Total", "Refunds"];

    public async Task WriteAsync(ITableWriter sheet, ExportFilter filter, CancellationToken ct)
    {
        var sums = new Dictionary<Group, Sum>();
        DateOnly? current = null;
        await foreach (var row in MergeByTimeAsync(filter.EventId, clock.GetRange(filter.Period), ct))
        {
            var day = clock.GetDate(row.At);
            if (current is { } over && over != day)
            {
                await WriteDayAsync(sheet, over, sums, filter, ct);
                sums.Clear();
            }

            current = day;
            sums[row.Group] = sums.GetValueOrDefault(row.Group) + row.Sum;
        }

        if (current is { } last)
        {
            await WriteDayAsync(sheet, last, sums, filter, ct);
        }
    }

    private async IAsyncEnumerable<Row> MergeByTimeAsync(
        Guid? eventId,
        InstantRange span,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var sales = Rows(place => ReadSalesAsync(eventId, span, place, ct)).GetAsyncEnumerator(ct);
        await using var refunds = Rows(place => ReadRefundsAsync(eventId, span, place, ct)).GetAsyncEnumerator(ct);
        var (hasSale, hasRefund) = (await sales.MoveNextAsync(), await refunds.MoveNextAsync());
        while (hasSale || hasRefund)
        {
            if (hasSale && (!hasRefund || sales.Current.At <= refunds.Current.At))
            {
                yield return sales.Current;
                hasSale = await sales.MoveNextAsync();
            }
            else
            {
                yield return refunds.Current;
                hasRefund = await refunds.MoveNextAsync();
            }
        }

        IAsyncEnumerable<Row> Rows(Func<KeysetPosition, Task<List<Row>>> read) =>
            KeysetPaging.ReadPagesAsync(span.From, read, row => new KeysetPosition(row.At, row.Id), ct).FlattenAsync(ct);
    }

    private Task<List<Row>> ReadSalesAsync(Guid? eventId, InstantRange span, KeysetPosition place, CancellationToken ct)
    {
        var (at, id) = place;
        var sold = db.SoldIn(span).Where(o => o.PaidAt >= at && (o.PaidAt > at || o.Id.CompareTo(id) > 0));
        sold = eventId is { } one ? sold.Where(o => o.EventId == one) : sold;
        return sold.OrderBy(o => o.PaidAt)
            .ThenBy(o => o.Id)
            .Take(KeysetPaging.PageSize)
            .Select(o => new Row
            {
                Id = o.Id,
                At = o.PaidAt!.Value,
                EventId = o.EventId,
                Channel = o.Channel,
                Currency = o.Currency,
                Orders = 1,
                Tickets = o.Lines.Sum(l => l.Quantity),
                FaceValue = o.FaceValue,
                BookingFee = o.BookingFee,
                Total = o.Total,
            })
            .ToListAsync(ct);
    }

    private Task<List<Row>> ReadRefundsAsync(Guid? eventId, InstantRange span, KeysetPosition place, CancellationToken ct)
    {
        var (at, id) = place;
        var rows =
            from refund in db.RefundsIn(span).Where(r => r.RequestedAt >= at && (r.RequestedAt > at || r.Id.CompareTo(id) > 0))
            join order in db.Set<Order>() on refund.OrderId equals order.Id
            where eventId == null || order.EventId == eventId
            orderby refund.RequestedAt, refund.Id
            select new Row
            {
                Id = refund.Id,
                At = refund.RequestedAt,
                EventId = order.EventId,
                Channel = order.Channel,
                Currency = refund.Currency,
                Refunds = refund.Amount,
            };
        return rows.Take(KeysetPaging.PageSize).ToListAsync(ct);
    }

    private async Task WriteDayAsync(
        ITableWriter sheet,
        DateOnly day,
        Dictionary<Group, Sum> sums,
        ExportFilter filter,
        CancellationToken ct
    )
    {
        var events = await db.GetEventNamesAsync(sums.Keys.Select(group => group.EventId), ct);
        var rows = sums.OrderBy(row => events[row.Key.EventId].StartsAt)
            .ThenBy(row => row.Key.EventId)
            .ThenBy(row => row.Key.Channel)
            .ThenBy(row => row.Key.Currency, StringComparer.Ordinal);
        foreach (var (group, sum) in rows)
        {
            var (@event, currency) = (events[group.EventId], group.Currency);
            await sheet
                .Day(day)
                .Text(@event.Title)
                .Instant(@event.StartsAt)
                .Text(ExportText.Channel(group.Channel, filter))
                .Text(currency)
                .Number(sum.Orders)
                .Number(sum.Tickets)
                .Amount(sum.FaceValue, currency)
                .Amount(sum.BookingFee, currency)
                .Amount(sum.Total, currency)
                .Amount(sum.Refunds, currency)
                .EndRowAsync(ct);
        }

        await sheet.FlushAsync(ct);
    }
}
