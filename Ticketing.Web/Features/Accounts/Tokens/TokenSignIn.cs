using Microsoft.AspNetCore.Identity;
using Ticketing.Features.Accounts.SecondFactor;
using Ticketing.Features.Accounts.Sessions;
using Ticketing.Features.Accounts.SignIn;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.Tokens;

/// <summary>Signs a program in as a member of staff: with the same checks, limits and sessions as the pages.</summary>
public sealed class TokenSignIn(
    TicketingDbContext db,
    UserManager<AppUser> users,
    StaffSignIn signIn,
    StaffSessions sessions,
    StaffBrowser browser,
    SignInAttempts attempts,
    SignInRecorder record,
    GuessLimiter guesses,
    AccessTokens access,
    RefreshTokens refresh,
    AuditTrail audit,
    TimeProvider clock
)
{
    /// <summary>In the person's list of sessions.</summary>
    public const string Device = "API token";

    /// <param name="code">From the app, or a recovery code; null or empty if the caller has none.</param>
    public async Task<TokenOutcome> SignInAsync(string email, string password, string? code, CancellationToken ct)
    {
        var (outcome, user) = await signIn.CheckPasswordAsync(email, password, ct);
        if (user is null)
        {
            return Refuse(ToRefusal(outcome));
        }

        if (await FindMissingFactorAsync(user, code) is { } missing)
        {
            return Refuse(missing);
        }

        var result = await signIn.CheckCodeAsync(user, code!, ct);
        return result == GuessResult.Right ? await OpenAsync(user, code!, ct) : Refuse(ToRefusal(StaffSignIn.ToOutcome(result)));
    }

    /// <summary>Exchanges a refresh token for the next pair.</summary>
    public async Task<TokenOutcome> RefreshAsync(string token, CancellationToken ct)
    {
        if (await refresh.FindSessionAsync(token, ct) is not { } session)
        {
            return Refuse(await guesses.TryCountTokenAsync(ct) ? TokenRefusal.RefreshTokenNotValid : TokenRefusal.TooManyAttempts);
        }

        return
            await sessions.ContinueAsync(session.Id, session.UserId, browser.Address, ct)
            && await users.FindByIdAsync(session.UserId.ToString()) is { } user
            && await refresh.ReplaceAsync(token, session, ct) is { } next
            ? await IssueAsync(user, session, next, ct)
            : Refuse(TokenRefusal.RefreshTokenNotValid);
    }

    /// <summary>Ends the session, and with it all its tokens. Nothing happens if it has ended, or the token is unknown.</summary>
    public async Task RevokeAsync(string token, CancellationToken ct)
    {
        if (await refresh.FindSessionAsync(token, ct) is not { } session)
        {
            await guesses.TryCountTokenAsync(ct);
            return;
        }

        await db.WriteAsync(
            async () =>
            {
                if (await sessions.EndAsync(session.Id, session.UserId, ct))
                {
                    var name = (await users.FindByIdAsync(session.UserId.ToString()))?.Name ?? "";
                    await audit.RecordAsync("user.session-ended", session.UserId, name, null, null, ct);
                }
            },
            ct
        );
    }

    private async Task<TokenRefusal?> FindMissingFactorAsync(AppUser user, string? code) =>
        !user.TwoFactorEnabled ? TokenRefusal.NoSecondFactor
        : !string.IsNullOrWhiteSpace(code) ? null
        : await users.GetAuthenticatorKeyAsync(user) is null ? TokenRefusal.PasskeyOnly
        : TokenRefusal.CodeMissing;

    private async Task<TokenOutcome> OpenAsync(AppUser user, string code, CancellationToken ct)
    {
        await attempts.ResetAsync(await attempts.GetTargetAsync(user.Id, ct), ct);
        var method = $"password and {SecondFactorCodes.Describe(code)}, for a token";
        var (session, token) = await db.WriteAsync(
            async () =>
            {
                var id = await sessions.OpenAsync(user, new SessionClient(Device, browser.Address), hasFactor: true, ct);
                await record.RecordProgramAsync(user, id, browser.AddressKey, method, ct);
                return (new TokenSession(id, user.Id, clock.GetUtcNow()), await refresh.CreateAsync(id, ct));
            },
            ct: ct
        );
        return await IssueAsync(user, session, token, ct);
    }

    private async Task<TokenOutcome> IssueAsync(AppUser user, TokenSession session, string refreshToken, CancellationToken ct) =>
        (await users.GetRolesAsync(user)).FirstOrDefault() is { } role
            ? new TokenOutcome.Issued(
                await access.CreateAsync(user.Id, session.Id, session.FactorAt ?? DateTimeOffset.UnixEpoch, ct),
                refreshToken,
                role
            )
            : Refuse(TokenRefusal.NotActive);

    private static TokenOutcome.Refused Refuse(TokenRefusal reason) => new(reason);

    private static TokenRefusal ToRefusal(SignInOutcome outcome) =>
        outcome switch
        {
            SignInOutcome.TooManyAttempts => TokenRefusal.TooManyAttempts,
            SignInOutcome.NotActive => TokenRefusal.NotActive,
            _ => TokenRefusal.WrongCredentials,
        };
}
