using Ticketing.Infrastructure.Configuration.Checks;

namespace Ticketing.Infrastructure.Configuration.Sections;

public sealed class AccountOptions : IValidatedOptions
{
    private static readonly TimeSpan MinSession = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan MaxSession = TimeSpan.FromDays(30);

    public static string Section => "Accounts";

    /// <summary>Lets anyone ask for a staff account, which a superadmin must approve.</summary>
    public bool SelfRegistration { get; set; }

    /// <summary>From signing in, however much the session is used.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Since the last request.</summary>
    public TimeSpan SessionIdleTimeout { get; set; } = TimeSpan.FromHours(1);

    public void Validate(SettingProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        problems.RequireBetween(nameof(SessionLifetime), SessionLifetime, MinSession, MaxSession);
        problems.RequireBetween(nameof(SessionIdleTimeout), SessionIdleTimeout, MinSession, MaxSession);
    }
}
