using Ticketing.Infrastructure.Hosting.Security;

namespace Ticketing.Features.Accounts.SignIn;

/// <summary>
/// Refused sign-ins that belong to no account in the audit log. The name that was typed is not logged: it may be a password.
/// </summary>
public sealed partial class SignInLog(StaffBrowser browser, LogThrottle throttle, ILogger<SignInLog> log)
{
    internal void RecordUnknownName() => UnknownName(log, browser.Address);

    internal void RecordUnknownPasskey() => UnknownPasskey(log, browser.Address);

    internal void RecordLimitReached()
    {
        if (throttle.TryEnter("sign-in limit"))
        {
            LimitReached(log, browser.Address);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a sign-in from {Address}: no account has that name and a password")]
    private static partial void UnknownName(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a sign-in from {Address}: wrong or unknown passkey")]
    private static partial void UnknownPasskey(ILogger logger, string address);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Refused a sign-in from {Address}: too many failures for the account name or the address. Logged at most once a minute"
    )]
    private static partial void LimitReached(ILogger logger, string address);
}
