using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Holds;
using Ticketing.Features.Insights.Exports;
using Ticketing.Features.Orders;
using Ticketing.Features.Payments;
using Ticketing.Features.Payments.Checkout;
using Ticketing.Features.Payments.Providers.Sandbox;
using Ticketing.Features.Settlements;
using Ticketing.Features.Settlements.Figures;
using Ticketing.Features.Settlements.Statements;
using Ticketing.Features.Settlements.Terms;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Tests.Support.Apps;
using Xunit;

namespace Ticketing.Tests.Support.Actions;

internal static class SettlementActions
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Settlement> GetSettlementAsync(this TicketingApp app, Event show)
    {
        var @event = await app.GetEventAsync(show);
        return (await app.UseAsync<SettlementService, SettlementReport>(desk => desk.GetReportAsync(@event, Ct))).Settlement;
    }

    public static async Task<string> GetSettlementCsvAsync(this TicketingApp app, Event show)
    {
        var @event = await app.GetEventAsync(show);
        return System.Text.Encoding.UTF8.GetString(
            (await app.UseAsync<SettlementService, SettlementFile>(desk => desk.CreateTableAsync(@event, TableFormat.Standard, Ct))).Content
        );
    }

    public static async Task<byte[]> GetSettlementPdfAsync(this TicketingApp app, Event show)
    {
        var @event = await app.GetEventAsync(show);
        return (await app.UseAsync<SettlementService, SettlementFile>(desk => desk.CreatePdfAsync(@event, Ct))).Content;
    }

    /// <summary>For an event without terms.</summary>
    public static async Task AgreeTermsAsync(this TicketingApp app, Event show, TermsForm terms) =>
        Assert.IsType<EditOutcome.Saved>(
            await app.UseAsync<AgreeTerms, EditOutcome>(agree =>
                agree.SaveAsync(show.Id, terms, Revision.Create(AgreeTerms.UnsavedVersion, TermsForm.Default), Ct)
            )
        );

    public static async Task AddDeductionAsync(this TicketingApp app, Event show, string label, string amount) =>
        Assert.IsType<EditOutcome.Saved>(
            await app.UseAsync<EditDeductions, EditOutcome>(edit =>
                edit.AddAsync(show.Id, new DeductionForm { Label = label, Amount = amount }, Ct)
            )
        );

    /// <summary>A payment arrives after its place was sold to someone else.</summary>
    /// <param name="category">Must have one place left.</param>
    public static async Task PayTooLateAsync(this TicketingApp app, Event show, string category)
    {
        var code = await app.PlaceHoldAsync(show, category, 1);
        var page = Assert.IsType<StartOutcome.Redirect>(await app.StartPaymentAsync(code));
        var order = (await app.FindOrderByHoldAsync(code))!;
        await app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Hold>()
                        .Where(h => h.Id == order.HoldId)
                        .ExecuteUpdateAsync(set => set.SetProperty(h => h.Status, HoldStatus.Live), Ct),
                ct: Ct
            )
        );
        Assert.True(await app.UseAsync<TicketHolds, bool>(holds => holds.ReleaseAsync(order.HoldId, Ct)));
        await app.BuyAsync(show, category, 1, "bob@example.com");
        await app.SetSandboxOutcomeAsync(page, SandboxStatus.Paid);
        app.Clock.Advance(PaymentSettlementJob.CheckInterval);
        await app.RunJobAsync<PaymentSettlementJob>();
        Assert.Equal(OrderStatus.PaidTooLate, (await app.ReloadAsync(order)).Status);
    }

    /// <summary>As if the provider had not reported its fee.</summary>
    public static Task ClearFeeAsync(this TicketingApp app, Order order) =>
        app.UseAsync<TicketingDbContext>(db =>
            db.WriteAsync(
                () =>
                    db.Set<Payment>()
                        .Where(p => p.OrderId == order.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(p => p.Fee, (long?)null), Ct),
                ct: Ct
            )
        );
}
