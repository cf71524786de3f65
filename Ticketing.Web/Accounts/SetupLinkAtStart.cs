using Ticketing.Hosting;

namespace Ticketing.Accounts;

/// <summary>Until there is a superadmin, each start of the server says in its log how to become the first.</summary>
internal sealed partial class SetupLinkAtStart(FirstSuperAdmin first, ILogger<SetupLinkAtStart> log) : IOpeningStep
{
    public async Task RunAsync(CancellationToken ct)
    {
        if (await first.MintLinkAsync(ct) is { } link)
        {
            Invite(log, Environment.NewLine, link, (int)FirstSuperAdmin.LinkLifetime.TotalMinutes);
        }
    }

    // The link is meant to be read here, by whoever may read the log: it is the only way in, once.
    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody can manage this venue yet. Create its first superadmin within {Minutes} minutes at{NewLine}{NewLine}    {Link}{NewLine}{NewLine}(the verb setup-link prints a new one)")]
    private static partial void Invite(ILogger logger, string newLine, string link, int minutes);
}
