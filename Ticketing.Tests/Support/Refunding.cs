using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data;
using Ticketing.Notifications;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Refunds;
using Ticketing.Payments.Sandbox;
using Ticketing.Settings;
using Ticketing.Tickets;
using Xunit;

namespace Ticketing.Tests.Support;

internal static class Refunding
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<IReadOnlyList<Ticket>> TicketsOfAsync(this TicketingApp app, Order order) =>
        app.UseAsync<OrderBook, IReadOnlyList<Ticket>>(book => book.TicketsAsync(order.Id, Ct));

    /// <param name="numbers">Ticket numbers; all if empty.</param>
    public static async Task<RefundOutcome> RefundAsync(this TicketingApp app, Order order, bool keepFee = false, params int[] numbers)
    {
        var tickets = await app.TicketsOfAsync(order);
        var chosen = tickets.Where(t => numbers.Length == 0 || numbers.Contains(t.Number)).Select(t => t.Id).ToList();
        return await app.UseAsync<RefundOrder, RefundOutcome>(refund => refund.RefundAsync(new RefundWish(order.Id, chosen, keepFee, "Ill"), Ct));
    }

    public static async Task<Refund> RefundedAsync(this TicketingApp app, Order order, params int[] numbers) =>
        Assert.IsType<RefundOutcome.Started>(await app.RefundAsync(order, keepFee: false, numbers)).Refund;

    public static Task<Order> AgainAsync(this TicketingApp app, Order order) =>
        app.UseAsync<OrderBook, Order>(book => book.GetAsync(order.Id, Ct));

    public static Task<IReadOnlyList<Refund>> RefundsOfAsync(this TicketingApp app, Order order) =>
        app.UseAsync<RefundBook, IReadOnlyList<Refund>>(book => book.OfOrderAsync(order.Id, Ct));

    /// <summary>Refunds recorded by the sandbox.</summary>
    public static Task<List<long>> LedgerAsync(this TicketingApp app, Order order) => app.UseAsync<TicketingDbContext, List<long>>(db =>
        (from refund in db.Set<SandboxRefund>().Where(r => r.Refusal == null)
         join session in db.Set<SandboxSession>() on refund.SessionId equals session.Id
         where session.OrderReference == order.Reference
         select refund.Amount).ToListAsync(Ct));

    public static async Task<IReadOnlyList<string>> ToldAsync(this TicketingApp app, Order order) =>
        [.. (await app.UseAsync<Outbox, IReadOnlyList<Notification>>(outbox => outbox.OfOrderAsync(order.Id, Ct))).Select(n => n.Kind)];

    /// <summary>The mail about the last refund, composed now.</summary>
    public static async Task<ComposedEmail> RefundMailAsync(this TicketingApp app, Order order)
    {
        var told = (await app.UseAsync<Outbox, IReadOnlyList<Notification>>(outbox => outbox.OfOrderAsync(order.Id, Ct)))[^1];
        return (await app.UseAsync<IEnumerable<IEmailComposer>, ComposedEmail?>(
            composers => composers.Single(c => c.Kind == told.Kind).ComposeAsync(told, Ct)))!;
    }

    /// <summary>Removes the online payment, as in an order sold at the door.</summary>
    public static Task PaidInCashAsync(this TicketingApp app, Order order) => app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
        () => db.Set<Payment>().Where(p => p.OrderId == order.Id).ExecuteDeleteAsync(Ct), ct: Ct));
}

/// <summary>Runs hooks around the sandbox's refunds.</summary>
internal sealed class MoodyVenue(DatabaseProvider database) : TicketingApp(database)
{
    public Action<RefundRequest> Before { get; set; } = _ => { };

    /// <summary>Runs after the refund, before its answer returns.</summary>
    public Action<RefundRequest> After { get; set; } = _ => { };

    protected override void Arrange(IServiceCollection services) => services.AddScoped<IPaymentGateway>(provider =>
        new Gateway(provider.GetRequiredService<SandboxGateway>(), this));

    private sealed class Gateway(SandboxGateway sandbox, MoodyVenue venue) : IPaymentGateway
    {
        public PaymentProvider Provider => PaymentProvider.Sandbox;

        public Task<PaymentSession> OpenAsync(SessionRequest request, CancellationToken ct) => sandbox.OpenAsync(request, ct);

        public Task<SessionState> GetAsync(string sessionId, CancellationToken ct) => sandbox.GetAsync(sessionId, ct);

        public Task<SessionState> ExpireAsync(string sessionId, CancellationToken ct) => sandbox.ExpireAsync(sessionId, ct);

        public async Task<RefundState> RefundAsync(RefundRequest request, CancellationToken ct)
        {
            venue.Before(request);
            var state = await sandbox.RefundAsync(request, ct);
            venue.After(request);
            return state;
        }
    }
}
