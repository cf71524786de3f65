using Ticketing.Infrastructure.Hosting.Commands;

namespace Ticketing.Features.Accounts.Setup;

internal sealed class ResetSuperAdminCommand(ResetSuperAdmin reset) : ICommand
{
    public string Name => "reset-superadmin";

    public async Task<int> RunAsync(string? operand, CancellationToken ct)
    {
        if (operand is null)
        {
            await Console.Error.WriteLineAsync($"{Name} needs the email of a superadmin, like '{Name} grace@example.org'.");
            return 1;
        }

        if (await reset.ResetAsync(operand, ct) is not { } link)
        {
            await Console.Error.WriteLineAsync($"No active superadmin has the email {operand}. Nothing was changed.");
            return 1;
        }

        Console.WriteLine("The password, authenticator app, passkeys and recovery codes of this superadmin no longer work.");
        Console.WriteLine($"Choose a new password within {ResetSuperAdmin.LinkLifetime.TotalMinutes:0} minutes at");
        Console.WriteLine(link);
        return 0;
    }
}
