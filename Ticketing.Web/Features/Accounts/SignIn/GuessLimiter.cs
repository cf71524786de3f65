using Ticketing.Infrastructure.Data.Identity;

namespace Ticketing.Features.Accounts.SignIn;

internal enum GuessResult
{
    Right,
    Wrong,

    /// <summary>Locked for a few minutes.</summary>
    LockedOut,

    /// <summary>Too many failures for this account name or network address.</summary>
    TooManyAttempts,
}

/// <summary>Every check of a password or code: counted before it is made, and recorded if it fails.</summary>
public sealed class GuessLimiter(SignInLimits limits, SignInAttempts attempts, SignInRecorder record, SignInLog log, StaffBrowser browser)
{
    /// <summary>For a name without an account.</summary>
    internal async Task<bool> TryCountUnknownAsync(string name, CancellationToken ct)
    {
        if (!await TryCountAsync(name, ct))
        {
            return false;
        }

        log.RecordUnknownName();
        return true;
    }

    /// <summary>For a token that was never issued. Counted apart: a faulty program must not keep staff from signing in.</summary>
    internal async Task<bool> TryCountTokenAsync(CancellationToken ct) =>
        LogIfRefused(await limits.TryCountAsync(name: null, $"token:{browser.AddressKey}", ct));

    /// <summary>A locked account takes as long as a wrong password.</summary>
    internal async Task<GuessResult> CheckPasswordAsync(AppUser user, Func<Task<bool>> isRight, CancellationToken ct) =>
        await CheckAsync(user, "password", isRight, isCheckedWhileLocked: true, ct);

    internal async Task<GuessResult> CheckCodeAsync(AppUser user, Func<Task<bool>> isRight, CancellationToken ct) =>
        await CheckAsync(user, "code", isRight, isCheckedWhileLocked: false, ct);

    private async Task<GuessResult> CheckAsync(
        AppUser user,
        string factor,
        Func<Task<bool>> isRight,
        bool isCheckedWhileLocked,
        CancellationToken ct
    )
    {
        var target = await attempts.GetTargetAsync(user.Id, ct);
        var name = target.DeviceId is null ? user.Email : null;
        if (!await TryCountAsync(name, ct))
        {
            return GuessResult.TooManyAttempts;
        }

        if (!await attempts.TryCountAsync(target, ct))
        {
            _ = isCheckedWhileLocked && await isRight();
            await record.RecordWhileLockedAsync(user, factor, ct);
            return GuessResult.LockedOut;
        }

        if (!await isRight())
        {
            return await record.RecordFailureAsync(user, target, factor, ct) ? GuessResult.LockedOut : GuessResult.Wrong;
        }

        await attempts.UncountAsync(target, ct);
        await limits.UncountAsync(name, browser.AddressKey, ct);
        return GuessResult.Right;
    }

    private async Task<bool> TryCountAsync(string? name, CancellationToken ct) =>
        LogIfRefused(await limits.TryCountAsync(name, browser.AddressKey, ct));

    private bool LogIfRefused(bool isCounted)
    {
        if (!isCounted)
        {
            log.RecordLimitReached();
        }

        return isCounted;
    }
}
