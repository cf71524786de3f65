using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.Accounts.Setup;

/// <summary>Logs a setup link at each start until the first superadmin exists.</summary>
internal sealed partial class LogSetupLinkAtStartup(FirstSuperAdminSetup setup, ILogger<LogSetupLinkAtStartup> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (await setup.CreateLinkAsync(ct) is { } link)
        {
            LogSetupLink(log, Environment.NewLine, link, (int)FirstSuperAdminSetup.LinkLifetime.TotalMinutes);
        }
    }

    // Logged on purpose: on a new installation it is the only way in.
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Nobody can manage this venue yet. Create its first superadmin within {Minutes} minutes (the command setup-link prints a "
            + "new link):{NewLine}{NewLine}    {Link}{NewLine}"
    )]
    private static partial void LogSetupLink(ILogger logger, string newLine, string link, int minutes);
}
