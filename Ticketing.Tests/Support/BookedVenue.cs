using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Data;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Disputes;
using Ticketing.Settings;
using Xunit;

namespace Ticketing.Tests.Support;

internal class BookedVenue(DatabaseProvider database) : TicketingApp(database)
{
    public Ledger Books { get; } = new();

    protected override void Arrange(IServiceCollection services) => services.AddSingleton<IProviderLedger>(Books);
}

/// <summary>A provider ledger that the test fills; sessions and payments are the sandbox's.</summary>
internal sealed class Ledger : IProviderLedger
{
    public PaymentProvider Provider => PaymentProvider.Sandbox;

    public List<ProviderPayment> Payments { get; } = [];

    public List<ProviderRefund> Refunds { get; } = [];

    public List<ProviderDispute> Disputes { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>Number of list calls and of single lookups.</summary>
    public (int Lists, int Questions) Asked { get; set; }

    public IAsyncEnumerable<ProviderPayment> PaymentsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        List(Payments, p => p.At, from, until, ct);

    public IAsyncEnumerable<ProviderRefund> RefundsAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        List(Refunds, r => r.At, from, until, ct);

    public IAsyncEnumerable<ProviderDispute> DisputesAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct) =>
        List(Disputes, d => d.OpenedAt, from, until, ct);

    public async IAsyncEnumerable<ProviderRefund> RefundsOfAsync(string paymentReference, [EnumeratorCancellation] CancellationToken ct)
    {
        await AnswerAsync(ct);
        foreach (var refund in Refunds.Where(r => r.PaymentReference == paymentReference).ToList())
        {
            yield return refund;
        }
    }

    public Task<ProviderPayment?> FindPaymentAsync(string reference, CancellationToken ct) => FindAsync(Payments, p => p.Reference == reference, ct);

    public Task<ProviderRefund?> FindRefundAsync(string reference, CancellationToken ct) => FindAsync(Refunds, r => r.Reference == reference, ct);

    public Task<ProviderDispute?> FindDisputeAsync(string reference, CancellationToken ct) => FindAsync(Disputes, d => d.Reference == reference, ct);

    private async Task<T?> FindAsync<T>(List<T> each, Predicate<T> which, CancellationToken ct)
    {
        Asked = (Asked.Lists, Asked.Questions + 1);
        await AnswerAsync(ct);
        return each.Find(which);
    }

    private async IAsyncEnumerable<T> List<T>(
        List<T> each, Func<T, DateTimeOffset> at, DateTimeOffset from, DateTimeOffset until, [EnumeratorCancellation] CancellationToken ct)
    {
        Asked = (Asked.Lists + 1, Asked.Questions);
        await AnswerAsync(ct);
        foreach (var one in each.Where(one => at(one) >= from && at(one) < until).OrderByDescending(at).ToList())
        {
            yield return one;
        }
    }

    private async Task AnswerAsync(CancellationToken ct)
    {
        await Task.Yield();
        ct.ThrowIfCancellationRequested();
        if (IsDown)
        {
            throw new PaymentProviderException("The provider's ledger cannot be reached.");
        }
    }
}

internal static class ProviderBookkeeping
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Ledger Books(this TicketingApp app) => (Ledger)app.Services.GetServices<IProviderLedger>().Last();

    public static Task<Payment> PaymentOfAsync(this TicketingApp app, Order order) => app.UseAsync<TicketingDbContext, Payment>(db =>
        db.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id).OrderByDescending(p => p.Attempt).FirstAsync(Ct));

    /// <summary>A paid order that the provider's ledger has too.</summary>
    public static async Task<(Order Order, Payment Payment)> SellAsync(this TicketingApp app, int tickets = 1, Ticketing.Events.Event? show = null)
    {
        var order = await app.BuyAsync(show ?? await app.PublishAsync(), "Standing", tickets);
        var payment = await app.PaymentOfAsync(order);
        app.Books().Payments.Add(new ProviderPayment(payment.Reference!, payment.Id, ProviderPaymentStatus.Paid, payment.Money, 0, payment.Fee, payment.CreatedAt));
        return (order, payment);
    }

    /// <summary>As made in the provider's dashboard.</summary>
    public static ProviderRefund PayBack(this TicketingApp app, Payment payment, long amount)
    {
        var told = new ProviderRefund(
            payment.Reference!, null, null, payment.Money with { MinorUnits = amount }, new RefundState.Succeeded($"re_{app.Books().Refunds.Count + 1}_{payment.Id:N}"),
            app.Clock.GetUtcNow());
        app.Books().Refunds.Add(told);
        return told;
    }

    public static ProviderDispute Dispute(this TicketingApp app, Payment payment, DisputeStatus status, TimeSpan? left = null)
    {
        var told = new ProviderDispute(
            $"dp_{payment.Id:N}", payment.Reference!, payment.Money, "product_not_received", status, status != DisputeStatus.Won,
            left is { } soon ? app.Clock.GetUtcNow() + soon : null, app.Clock.GetUtcNow());
        app.Books().Disputes.RemoveAll(d => d.Reference == told.Reference);
        app.Books().Disputes.Add(told);
        return told;
    }

    /// <summary>As a webhook would trigger it.</summary>
    public static Task HearAsync(this TicketingApp app, ProviderDispute told) => app.UseAsync<ProviderNews>(async news =>
        Assert.True(await news.OfDisputeAsync(PaymentProvider.Sandbox, told.Reference, Ct)));

    public static Task HearAsync(this TicketingApp app, ProviderRefund told) => app.UseAsync<ProviderNews>(async news =>
        Assert.True(await news.OfRefundAsync(PaymentProvider.Sandbox, told.Reference, Ct)));
}
