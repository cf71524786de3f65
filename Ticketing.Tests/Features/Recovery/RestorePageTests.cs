using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Infrastructure.Data.Recovery;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Mail;
using Xunit;

namespace Ticketing.Tests.Features.Recovery;

public sealed class RestorePageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tickets_of_those_who_paid_since_are_sent_unless_staff_say_otherwise()
    {
        await using var app = new TicketingApp();
        await RestoreAsync(app, isProviderSilent: false);
        await app.QueueMailAsync();
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);

        var page = await staff.OpenAsync("/admin/restore");

        Assert.Equal("Send", page.Document.QuerySelector("input[name=Since][checked]")?.GetAttribute("value"));
        Assert.Contains("Those who paid while the server was down do not.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_refuses_the_key_is_told_from_one_that_is_down_by_the_log()
    {
        await using var app = new TicketingApp();
        await RestoreAsync(app, isProviderSilent: true);
        using var staff = await app.SignInAsStaffAsync(Roles.SuperAdmin);

        var page = await staff.OpenAsync("/admin/restore");

        Assert.Contains("does not answer, or refuses the key. The log has the reason.", page.Text, StringComparison.Ordinal);
    }

    private static Task RestoreAsync(TicketingApp app, bool isProviderSilent) =>
        app.UseAsync<TicketingDbContext>(async db =>
        {
            var now = app.Clock.GetUtcNow();
            var restore = new Restore { BackupCreatedAt = now.AddHours(-5), RestoredAt = now };
            db.Add(restore).Property(r => r.IsProviderSilent).CurrentValue = isProviderSilent;
            await db.SaveChangesAsync(Ct);
        });
}
