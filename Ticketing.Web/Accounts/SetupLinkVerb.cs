using Ticketing.Hosting.Verbs;

namespace Ticketing.Accounts;

internal sealed class SetupLinkVerb(FirstSuperAdmin first) : IVerb
{
    public string Name => "setup-link";

    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (await first.MintLinkAsync(ct) is not { } link)
        {
            await Console.Error.WriteLineAsync("This venue has its first superadmin. Others are invited in the admin area.");
            return 1;
        }

        Console.WriteLine(link);
        return 0;
    }
}
