using Microsoft.EntityFrameworkCore;
using Ticketing.Data;
using Ticketing.Events;
using Ticketing.Events.Editing;
using Ticketing.Holds;
using Ticketing.Orders;
using Ticketing.Payments;
using Ticketing.Payments.Sandbox;
using Ticketing.Settlements;
using Ticketing.Settlements.Figures;
using Ticketing.Settlements.Papers;
using Ticketing.Settlements.Terms;
using Xunit;

namespace Ticketing.Tests.Support;

internal static class Settling
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Settlement> SettleAsync(this TicketingApp app, Event show)
    {
        var @event = await app.ReadAsync(show);
        return (await app.UseAsync<SettlementDesk, NightAccounts>(desk => desk.OpenAsync(@event, Ct))).Settlement;
    }

    public static async Task<string> CsvAsync(this TicketingApp app, Event show)
    {
        var @event = await app.ReadAsync(show);
        return System.Text.Encoding.UTF8.GetString((await app.UseAsync<SettlementDesk, SettlementPaper>(desk => desk.CsvAsync(@event, Ct))).Content);
    }

    public static async Task<byte[]> PdfAsync(this TicketingApp app, Event show)
    {
        var @event = await app.ReadAsync(show);
        return (await app.UseAsync<SettlementDesk, SettlementPaper>(desk => desk.PdfAsync(@event, Ct))).Content;
    }

    /// <summary>For an event without terms.</summary>
    public static async Task AgreeAsync(this TicketingApp app, Event show, TermsForm terms) => Assert.IsType<EditOutcome.Saved>(
        await app.UseAsync<AgreeTerms, EditOutcome>(agree => agree.SaveAsync(show.Id, terms, Revision.Of(AgreeTerms.NotAgreed, TermsForm.New), Ct)));

    public static async Task DeductAsync(this TicketingApp app, Event show, string label, string amount) => Assert.IsType<EditOutcome.Saved>(
        await app.UseAsync<EditDeductions, EditOutcome>(edit => edit.AddAsync(show.Id, new DeductionForm { Label = label, Amount = amount }, Ct)));

    /// <summary>A payment arrives after its place was sold to someone else.</summary>
    /// <param name="category">Must have one place left.</param>
    public static async Task PayTooLateAsync(this TicketingApp app, Event show, string category)
    {
        var code = await app.HeldAsync(show, category, 1);
        var page = Assert.IsType<StartOutcome.PayAt>(await app.StartPaymentAsync(code));
        var order = (await app.OrderOfAsync(code))!;
        await app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
            () => db.Set<Hold>().Where(h => h.Id == order.HoldId).ExecuteUpdateAsync(set => set.SetProperty(h => h.Status, HoldStatus.Live), Ct), ct: Ct));
        Assert.True(await app.UseAsync<TicketHolds, bool>(holds => holds.ReleaseAsync(order.HoldId, Ct)));
        await app.BuyAsync(show, category, 1, "bob@example.com");
        await app.ChooseAsync(page, SandboxStatus.Paid);
        app.Clock.Advance(PaymentReconciler.CheckEvery);
        await app.RunAsync<PaymentReconciler>();
        Assert.Equal(OrderStatus.PaidTooLate, (await app.AgainAsync(order)).Status);
    }

    /// <summary>As if the provider had not reported its fee.</summary>
    public static Task ForgetFeeAsync(this TicketingApp app, Order order) => app.UseAsync<TicketingDbContext>(db => db.WriteAsync(
        () => db.Set<Payment>().Where(p => p.OrderId == order.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Fee, (long?)null), Ct), ct: Ct));
}
