using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>Opens the session once all credentials are checked.</summary>
public sealed class CompleteSignIn(
    SessionCookie cookie,
    PendingSignIn pending,
    SignInAttempts attempts,
    SignInRecorder record,
    StaffBrowser browser
)
{
    internal Task<SignInOutcome> WithPasswordAsync(AppUser user, CancellationToken ct) =>
        CompleteAsync(user, Policies.PasswordOnly, "password, second factor to be set up", ct);

    internal Task<SignInOutcome> WithSecondFactorAsync(AppUser user, string description, CancellationToken ct) =>
        CompleteAsync(user, Policies.SecondFactor, description, ct);

    internal Task<SignInOutcome> AfterJoiningAsync(AppUser user, CancellationToken ct) =>
        CompleteAsync(user, Policies.PasswordOnly, "the link that opened the account", ct);

    /// <summary>Signs this browser out.</summary>
    internal async Task UndoAsync(CancellationToken ct)
    {
        await cookie.CloseAsync(ct);
        await pending.ForgetAsync();
    }

    private async Task<SignInOutcome> CompleteAsync(AppUser user, string method, string description, CancellationToken ct)
    {
        await attempts.ResetAsync(await attempts.GetTargetAsync(user.Id, ct), ct);
        await pending.ForgetAsync();
        var session = await cookie.OpenAsync(user, method, ct);
        await record.RecordSuccessAsync(user, session, browser.RememberKey(), description, ct);
        return SignInOutcome.SignedIn;
    }
}
