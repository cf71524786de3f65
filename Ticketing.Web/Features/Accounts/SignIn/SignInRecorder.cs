using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.Staff;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

public sealed class SignInRecorder(
    TicketingDbContext db,
    StaffDevices devices,
    SignInAttempts attempts,
    SecurityNotices notices,
    AuditTrail audit,
    SignInLog log,
    TimeProvider clock
)
{
    /// <param name="deviceKey">Key of the browser, which is known from now on.</param>
    internal Task RecordSuccessAsync(AppUser user, Guid session, string deviceKey, string method, CancellationToken ct) =>
        RecordSuccessAsync(user, session, () => devices.RememberAsync(user.Id, deviceKey, ct), method, ct);

    /// <summary>For a program, which has no browser: its network address is known from now on.</summary>
    internal Task RecordProgramAsync(AppUser user, Guid session, string addressKey, string method, CancellationToken ct) =>
        RecordSuccessAsync(user, session, () => devices.RememberAddressAsync(user.Id, addressKey, ct), method, ct);

    private Task RecordSuccessAsync(AppUser user, Guid session, Func<Task<bool>> isNewDevice, string method, CancellationToken ct) =>
        db.WriteAsync(
            async () =>
            {
                DateTimeOffset? now = clock.GetUtcNow();
                await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.LastSignInAt, now), ct);
                if (await isNewDevice())
                {
                    await notices.QueueAsync(SecurityChange.NewDevice, user.Email!, session, ct);
                }

                await audit.RecordAsync("user.signed-in", user.Id, user.Name, null, new { By = method }, ct);
            },
            ct
        );

    /// <returns>True if the account, or the known device, is now locked.</returns>
    internal async Task<bool> RecordFailureAsync(AppUser user, SignInTarget target, string factor, CancellationToken ct)
    {
        var isLockedOut = await attempts.IsLockedOutAsync(target, ct);
        await audit.RecordAsync(
            isLockedOut ? "user.locked-out" : "user.sign-in-refused",
            user.Id,
            user.Name,
            null,
            new { Wrong = factor },
            ct
        );
        return isLockedOut;
    }

    /// <summary>Needs no limit: signatures cannot be guessed.</summary>
    /// <param name="user">Null if the passkey names no account.</param>
    internal async Task RecordWrongPasskeyAsync(AppUser? user, CancellationToken ct)
    {
        if (user is null)
        {
            log.RecordUnknownPasskey();
            return;
        }

        await audit.RecordAsync("user.sign-in-refused", user.Id, user.Name, null, new { Wrong = "passkey" }, ct);
    }

    internal Task RecordWhileInactiveAsync(AppUser user, string factor, CancellationToken ct) =>
        audit.RecordAsync("user.tried-while-inactive", user.Id, user.Name, null, new { With = factor }, ct);

    internal Task RecordWhileLockedAsync(AppUser user, string factor, CancellationToken ct) =>
        audit.RecordAsync("user.tried-while-locked", user.Id, user.Name, null, new { With = factor }, ct);
}
