using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Orders;
using Ticketing.Features.Tickets;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.Messages;

/// <param name="Emails">Number of addresses, or of orders for a reminder.</param>
/// <param name="Unsubscribed">Of these, do not want news.</param>
/// <param name="WithoutEmail">Number of orders.</param>
public sealed record MessageAudience(int Emails, int Unsubscribed, int WithoutEmail)
{
    public int Recipients => Emails - Unsubscribed;
}

/// <summary>The orders that a message is for: sold, with a ticket that is still valid.</summary>
public sealed class MessageOrders(TicketingDbContext db, NewsAddresses news)
{
    /// <summary>As of now. The recipients are listed when it is due.</summary>
    public async Task<MessageAudience> CountAsync(EventMessage message, CancellationToken ct)
    {
        var orders = Find(message);
        var keys = await orders.Where(o => o.BuyerEmail != "").Select(o => o.BuyerEmailKey).Distinct().ToListAsync(ct);
        var unsubscribed = message.Topic == MessageTopic.News ? (await news.FindUnsubscribedAsync(keys, ct)).Count : 0;
        return new MessageAudience(keys.Count, unsubscribed, await orders.CountAsync(o => o.BuyerEmail == "", ct));
    }

    /// <summary>Must run inside the write that claims the message.</summary>
    internal async Task ListAsync(EventMessage message, DateTimeOffset? paidUntil, CancellationToken ct)
    {
        var orders = Find(message, paidUntil).Where(o => o.BuyerEmail != "");
        using var select = orders.OrderBy(o => o.CreatedAt).Select(o => new { OrderId = o.Id, Key = o.BuyerEmailKey }).CreateDbCommand();
        var parameters = select.Parameters.Cast<DbParameter>().ToList();
        select.Parameters.Clear();
        var key = message.IsReminder ? "CAST(found.\"OrderId\" AS TEXT)" : "found.\"Key\"";
        var id = select.CreateParameter();
        (id.ParameterName, id.Value) = ("@message", message.Id);
        var sql =
            "INSERT INTO message_recipients (message_id, order_id, key, status) "
            + $"SELECT @message, found.\"OrderId\", {key}, '{nameof(MessageRecipientStatus.Waiting)}' FROM ({select.CommandText}) AS found "
            + "WHERE 1 = 1 ON CONFLICT DO NOTHING";
        await db.Database.ExecuteSqlRawAsync(sql, [.. parameters, id], ct);
    }

    internal Task<int> CountWithoutEmailAsync(EventMessage message, DateTimeOffset? paidUntil, CancellationToken ct) =>
        Find(message, paidUntil).CountAsync(o => o.BuyerEmail == "", ct);

    private IQueryable<Order> Find(EventMessage message, DateTimeOffset? paidUntil = null)
    {
        var (eventId, types, channel) = (message.EventId, message.TicketTypeIds.ToList(), message.Channel);
        var tickets = db.Set<Ticket>().Where(t => t.EventId == eventId && t.Status == TicketStatus.Valid);
        tickets = types.Count > 0 ? tickets.Where(t => types.Contains(t.TicketTypeId)) : tickets;
        var orders = db.Set<Order>()
            .AsNoTracking()
            .Where(o => o.EventId == eventId && o.Status == OrderStatus.Paid && tickets.Any(t => t.OrderId == o.Id));
        orders = channel is null ? orders : orders.Where(o => o.Channel == channel);
        orders = message.Admission switch
        {
            AdmissionFilter.CheckedIn => orders.Where(o => tickets.Any(t => t.OrderId == o.Id && t.CheckedInAt != null)),
            AdmissionFilter.NotCheckedIn => orders.Where(o => !tickets.Any(t => t.OrderId == o.Id && t.CheckedInAt != null)),
            _ => orders,
        };
        return message.IsReminder
            ? orders.Where(o => o.PaidAt <= paidUntil && !tickets.Any(t => t.OrderId == o.Id && t.SuspendedAt != null))
            : orders;
    }
}
