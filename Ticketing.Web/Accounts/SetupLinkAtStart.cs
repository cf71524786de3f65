using Ticketing.Hosting;

namespace Ticketing.Accounts;

/// <summary>Logs a setup link at each start until the first superadmin exists.</summary>
internal sealed partial class SetupLinkAtStart(FirstSuperAdmin first, ILogger<SetupLinkAtStart> log) : IOpeningStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (await first.MintLinkAsync(ct) is { } link)
        {
            Invite(log, Environment.NewLine, link, (int)FirstSuperAdmin.LinkLifetime.TotalMinutes);
        }
    }

    // Logged on purpose: on a new installation it is the only way in.
    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody can manage this venue yet. Create its first superadmin within {Minutes} minutes at{NewLine}{NewLine}    {Link}{NewLine}{NewLine}(run the command setup-link to print a new one)")]
    private static partial void Invite(ILogger logger, string newLine, string link, int minutes);
}
