using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ticketing.Features.Payments.Reconciliation;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Payments.Reconciliation;

/// <summary>Payments that are paid here, but not at the provider, stand on Today.</summary>
public sealed class UnconfirmedPaymentTests
{
    private const string Alarm = "paid here, but not at the payment provider";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task They_stand_on_today_until_the_provider_knows_them(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        await app.SellOnlineAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SellOnlineAsync();
        using var staff = await app.SignInAsStaffAsync();
        var missing = app.Ledger.Payments[1];
        await app.RunJobAsync<UnconfirmedPaymentJob>();
        Assert.DoesNotContain(Alarm, (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);

        app.Ledger.Payments.RemoveAt(1);
        await app.RunJobAsync<UnconfirmedPaymentJob>();
        var today = await staff.OpenAsync("/admin");
        Assert.Contains($"1 payment is {Alarm}", today.Text, StringComparison.Ordinal);
        var link = today.Document.QuerySelector("a[href^='/admin/payments?from=']")!.GetAttribute("href")!;
        Assert.Contains("Paid here, not at Sandbox", (await staff.OpenAsync(link)).Text, StringComparison.Ordinal);

        app.Ledger.IsDown = true;
        await app.RunJobAsync<UnconfirmedPaymentJob>();
        Assert.Contains(Alarm, (await staff.OpenAsync("/admin")).Text, StringComparison.Ordinal);

        // Long ago by then: it is asked about by itself.
        app.Ledger.IsDown = false;
        app.Ledger.Payments.Add(missing);
        app.Clock.Advance(TimeSpan.FromDays(30));
        await app.RunJobAsync<UnconfirmedPaymentJob>();
        Assert.Null(await app.UseAsync<UnconfirmedPayments, UnconfirmedSummary?>(payments => payments.FindAsync(Ct)));
    }

    [Theory, OnEitherDatabase]
    public async Task If_the_provider_lists_too_much_it_is_logged_and_the_next_run_compares_again(DatabaseProvider database)
    {
        await using var app = new LoggedVenue(database);
        await app.SellOnlineAsync();
        var sold = app.Ledger.Payments.ToList();
        app.Ledger.Payments.Clear();
        app.Ledger.Payments.AddRange(Enumerable.Repeat(sold[0], ReconciliationLimits.ForJob.MaxRecords + 1));
        await app.RunJobAsync<UnconfirmedPaymentJob>();
        var line = Assert.Single(app.Log.Lines, line => line.Text.Contains("more than 100000 records", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Null(await app.UseAsync<UnconfirmedPayments, UnconfirmedSummary?>(payments => payments.FindAsync(Ct)));

        app.Ledger.Payments.Clear();
        await app.RunJobAsync<UnconfirmedPaymentJob>();
        Assert.Equal(1, (await app.UseAsync<UnconfirmedPayments, UnconfirmedSummary?>(payments => payments.FindAsync(Ct)))?.Count);
    }

    [Theory, OnEitherDatabase]
    public async Task A_decision_takes_them_off(DatabaseProvider database)
    {
        await using var app = new ProviderLedgerVenue(database);
        var (_, payment) = await app.SellOnlineAsync();
        app.Ledger.Payments.Clear();
        await app.RunJobAsync<UnconfirmedPaymentJob>();
        Assert.Equal(1, (await app.UseAsync<UnconfirmedPayments, UnconfirmedSummary?>(payments => payments.FindAsync(Ct)))?.Count);

        await app.UseAsync<DecideDifference, DecideOutcome>(decide =>
            decide.DecideAsync(PaymentDifferenceKind.PaidLocallyOnly, $"{payment.Id}", "Paid in cash.", Ct)
        );

        Assert.Null(await app.UseAsync<UnconfirmedPayments, UnconfirmedSummary?>(payments => payments.FindAsync(Ct)));
    }

    private sealed class LoggedVenue(DatabaseProvider database) : ProviderLedgerVenue(database)
    {
        public LogCollector Log { get; } = new();

        protected override void OverrideServices(IServiceCollection services)
        {
            base.OverrideServices(services);
            services.AddSingleton<ILoggerProvider>(Log);
        }
    }
}
