using Ticketing.Infrastructure.Hosting.Commands;

namespace Ticketing.Features.Accounts.Setup;

internal sealed class SetupLinkCommand(FirstSuperAdminSetup setup) : ICommand
{
    public string Name => "setup-link";

    public async Task<int> RunAsync(string? operand, CancellationToken ct)
    {
        if (await setup.CreateLinkAsync(ct) is not { } link)
        {
            await Console.Error.WriteLineAsync("This venue has its first superadmin. Others are invited in the admin area.");
            return 1;
        }

        Console.WriteLine(link);
        return 0;
    }
}
