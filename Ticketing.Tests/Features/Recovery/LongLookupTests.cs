using System.Net;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Payments.Providers;
using Ticketing.Features.Recovery;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Infrastructure.Primitives;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Features.Recovery;

/// <summary>More was paid since the backup than one request to the provider, or one process, gets to the end of.</summary>
public sealed class LongLookupTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Dictionary<string, string> TakeOver = new() { ["IsRehearsal"] = "false" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task Tens_of_thousands_of_payments_are_looked_up_one_period_after_another(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        Pay(venue, count: 11_000, from: restore.BackupCreatedAt, every: TimeSpan.FromSeconds(7));
        // More in one second than a period may hold.
        Pay(venue, count: 1500, from: restore.BackupCreatedAt + (Day / 2), every: TimeSpan.Zero);
        string[] lost =
        [
            PayLost(venue, restore.BackupCreatedAt),
            PayLost(venue, restore.BackupCreatedAt + (Day / 2)),
            PayLost(venue, restore.RestoredAt),
        ];

        var done = Assert.IsType<RecoveredPayments.Completed>(await RecoverAsync(venue, restore));

        Assert.Equal(lost, done.Lost.Select(payment => payment.Reference));
        Assert.Equal(0, done.Remaining);
        Assert.Equal(FinishOutcome.Opened, await FinishAsync(venue));
    }

    [Theory, OnEitherDatabase]
    public async Task A_provider_that_needs_minutes_to_list_its_payments_does_not_keep_the_venue_closed(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        PayLost(venue, restore.BackupCreatedAt);
        venue.Ledger.OnList = _ => venue.Clock.Advance(TimeSpan.FromSeconds(50));

        var done = Assert.IsType<RecoveredPayments.Completed>(await RecoverAsync(venue, restore));

        Assert.Single(done.Lost);
        Assert.Equal(FinishOutcome.Opened, await FinishAsync(venue));
    }

    [Theory, OnEitherDatabase]
    public async Task Another_process_goes_on_where_a_hanging_one_stopped(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        Pay(venue, count: 3000, from: restore.BackupCreatedAt, every: TimeSpan.FromSeconds(28));
        var lost = new[] { PayLost(venue, restore.BackupCreatedAt), PayLost(venue, restore.RestoredAt) };
        var half = restore.BackupCreatedAt + (Day / 2);
        await using var hanging = await HangingLookup.StartAsync(venue, () => RecoverAsync(venue, restore), from: half);
        var stopped = await ReloadAsync(venue);
        List<DateTimeOffset> listed = [];
        venue.Ledger.OnList = listed.Add;

        // Whoever hangs might go on.
        await venue.RunJobAsync<RecoverPaymentsJob>();
        Assert.Empty(listed);
        Assert.Equal(FinishOutcome.PaymentsUnchecked, await FinishAsync(venue));

        venue.Clock.Advance(PaymentLookup.Lease);
        await venue.RunJobAsync<RecoverPaymentsJob>();

        Assert.True(stopped.PaymentsCheckedUntil > half, "The test stops too early.");
        Assert.Equal(stopped.PaymentsCheckedUntil, listed.Min());
        await hanging.EndAsync();
        var after = await ReloadAsync(venue);
        Assert.NotNull(after.PaymentsCheckedAt);
        Assert.Null(after.LookupDueAt);
        Assert.Equal(lost, (await GetResultAsync(venue, after)).Lost.Select(payment => payment.Reference));
        Assert.Equal(FinishOutcome.Opened, await FinishAsync(venue));
    }

    [Theory, OnEitherDatabase]
    public async Task After_a_kill_the_only_process_goes_on_at_once_and_one_of_several_waits(DatabaseProvider database)
    {
        await using var killed = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(killed);
        var lost = PayLost(killed, restore.BackupCreatedAt);
        await using var hanging = await HangingLookup.StartAsync(
            killed,
            () => RecoverAsync(killed, restore),
            from: restore.BackupCreatedAt - Day
        );
        await using var started = new ProviderLedgerVenue(database);
        started.ShareDatabaseWith(killed);
        started.Ledger.Payments.AddRange(killed.Ledger.Payments);
        started.Clock.SetUtcNow(killed.Clock.GetUtcNow().AddSeconds(10));

        await started.RunJobAsync<RecoverPaymentsJob>();

        var isOnlyProcess = database == DatabaseProvider.Sqlite;
        Assert.Equal(isOnlyProcess, (await ReloadAsync(started)).PaymentsCheckedAt is not null);
        Assert.Equal(isOnlyProcess ? [lost] : [], (await GetResultAsync(started, restore)).Lost.Select(payment => payment.Reference));
    }

    [Theory, OnEitherDatabase]
    public async Task After_an_error_that_nobody_expected_the_lookup_goes_on_a_minute_later(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        venue.Ledger.OnList = _ => throw new UnexpectedLookupException();
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await (await staff.OpenAsync("/admin/restore")).SubmitAsync("form[action$='handler=Payments']", TakeOver);
        Assert.Contains("Something went wrong here, not at Sandbox.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("does not answer", page.Text, StringComparison.Ordinal);
        Assert.Equal("Try again now", page.Document.QuerySelector("form[action$='handler=Payments'] button")?.TextContent);
        Assert.Contains("Something went wrong here", (await staff.OpenAsync("/admin/restore")).Text, StringComparison.Ordinal);
        venue.Ledger.OnList = null;

        await venue.RunJobAsync<RecoverPaymentsJob>();
        Assert.Null((await ReloadAsync(venue)).PaymentsCheckedAt);
        venue.Clock.Advance(PaymentLookup.RetryDelay);
        await venue.RunJobAsync<RecoverPaymentsJob>();

        Assert.NotNull((await ReloadAsync(venue)).PaymentsCheckedAt);
        Assert.DoesNotContain("Something went wrong", (await staff.OpenAsync("/admin/restore")).Text, StringComparison.Ordinal);
    }

    [Theory, OnEitherDatabase]
    public async Task The_box_office_does_not_open_while_payments_are_looked_up_again(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        Assert.IsType<RecoveredPayments.Completed>(await RecoverAsync(venue, restore));
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        Assert.False(await IsOpeningRefusedAsync(staff));

        venue.Ledger.IsDown = true;
        Assert.IsType<RecoveredPayments.ProviderUnavailable>(await RecoverAsync(venue, restore));

        Assert.True(await IsOpeningRefusedAsync(staff));
        Assert.Equal(FinishOutcome.PaymentsUnchecked, await FinishAsync(venue));

        venue.Ledger.IsDown = false;
        Assert.IsType<RecoveredPayments.Completed>(await RecoverAsync(venue, restore));
        Assert.Equal(FinishOutcome.Opened, await FinishAsync(venue));
    }

    [Theory, OnEitherDatabase]
    public async Task A_provider_that_did_not_answer_is_asked_again_a_minute_later(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        venue.Ledger.IsDown = true;
        Assert.IsType<RecoveredPayments.ProviderUnavailable>(await RecoverAsync(venue, restore));
        venue.Ledger.IsDown = false;

        await venue.RunJobAsync<RecoverPaymentsJob>();
        Assert.Null((await ReloadAsync(venue)).PaymentsCheckedAt);
        venue.Clock.Advance(PaymentLookup.RetryDelay);
        await venue.RunJobAsync<RecoverPaymentsJob>();

        Assert.NotNull((await ReloadAsync(venue)).PaymentsCheckedAt);
    }

    [Theory]
    [OnEitherDatabase(true)]
    [OnEitherDatabase(false)]
    public async Task A_payment_that_cannot_be_read_does_not_keep_the_venue_closed(DatabaseProvider database, bool isExpected)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        venue.Ledger.Unreadable = PayLost(venue, restore.BackupCreatedAt);
        venue.Ledger.UnreadableError = isExpected ? venue.Ledger.UnreadableError : new UnexpectedLookupException();
        var lost = PayLost(venue, restore.BackupCreatedAt.AddHours(1));

        var done = Assert.IsType<RecoveredPayments.Completed>(await RecoverAsync(venue, restore));

        Assert.Equal(lost, Assert.Single(done.Lost).Reference);
        Assert.Equal(1, done.Remaining);
        Assert.Equal(FinishOutcome.Opened, await FinishAsync(venue));
    }

    [Theory, OnEitherDatabase]
    public async Task Staff_see_how_far_it_is_and_what_came_of_it(DatabaseProvider database)
    {
        await using var venue = new ProviderLedgerVenue(database);
        var restore = await CloseAsync(venue);
        Pay(venue, count: 2000, from: restore.BackupCreatedAt, every: TimeSpan.FromSeconds(40));
        var lost = PayLost(venue, restore.BackupCreatedAt);
        using var staff = await venue.SignInAsStaffAsync(Roles.SuperAdmin);
        venue.Ledger.OnList = _ => venue.Clock.Advance(TimeSpan.FromSeconds(20));

        var page = await (await staff.OpenAsync("/admin/restore")).SubmitAsync("form[action$='handler=Payments']", TakeOver);
        Assert.Contains("We are looking up payments, and are done up to", page.Text, StringComparison.Ordinal);
        Assert.Contains("Payments are being looked up. Wait until step 1 is done.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("First look up what was paid since", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='handler=Payments'] button"));

        venue.Ledger.OnList = null;
        await venue.RunJobAsync<RecoverPaymentsJob>();
        page = (await staff.OpenAsync("/admin/restore")).ExpectStatus(HttpStatusCode.OK);
        Assert.Contains("1 payment to refund", page.Text, StringComparison.Ordinal);
        Assert.Contains(lost, page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("form[action$='handler=Finish']");
        Assert.Contains("The box office is open again", page.Text, StringComparison.Ordinal);
    }

    /// <returns>As after a restore of yesterday's backup.</returns>
    private static async Task<Restore> CloseAsync(TicketingApp venue)
    {
        var now = venue.Clock.GetUtcNow();
        var restore = new Restore { BackupCreatedAt = now - Day, RestoredAt = now };
        await venue.UseAsync<TicketingDbContext>(async db =>
        {
            db.Add(restore);
            await db.SaveChangesAsync(Ct);
        });
        return restore;
    }

    /// <summary>For something else than tickets, on the same account.</summary>
    private static void Pay(ProviderLedgerVenue venue, int count, DateTimeOffset from, TimeSpan every)
    {
        for (var i = 0; i < count; i++)
        {
            venue.Ledger.Payments.Add(CreatePayment(paymentId: null, from + (i * every)));
        }
    }

    /// <returns>The reference of a payment of ours that nothing describes.</returns>
    private static string PayLost(ProviderLedgerVenue venue, DateTimeOffset at)
    {
        var payment = CreatePayment(Guid.NewGuid(), at);
        venue.Ledger.Payments.Add(payment);
        return payment.Reference;
    }

    private static ProviderPayment CreatePayment(Guid? paymentId, DateTimeOffset at) =>
        new($"pi_{Guid.NewGuid():N}", paymentId, ProviderPaymentStatus.Paid, new Money(1400, "GBP"), Refunded: 0, Fee: null, at);

    private static Task<RecoveredPayments> RecoverAsync(TicketingApp venue, Restore restore) =>
        venue.UseAsync<RecoverPayments, RecoveredPayments>(recover =>
            recover.RecoverAsync(restore, isRehearsal: false, TimeSpan.MaxValue, Ct)
        );

    private static Task<RecoveredPayments.Completed> GetResultAsync(TicketingApp venue, Restore restore) =>
        venue.UseAsync<RecoverPayments, RecoveredPayments.Completed>(recover => recover.GetResultAsync(restore, Ct));

    private static Task<FinishOutcome> FinishAsync(TicketingApp venue) =>
        venue.UseAsync<FinishRecovery, FinishOutcome>(finish => finish.FinishAsync(MailDecision.Drop, MailDecision.Drop, Ct));

    private static Task<Restore> ReloadAsync(TicketingApp venue) =>
        venue.UseAsync<TicketingDbContext, Restore>(db => db.Set<Restore>().AsNoTracking().SingleAsync(Ct));

    private static async Task<bool> IsOpeningRefusedAsync(Browser staff) =>
        (await staff.OpenAsync("/admin/restore")).Document.QuerySelector("form[action$='handler=Finish'] button")!.HasAttribute("disabled");
}
