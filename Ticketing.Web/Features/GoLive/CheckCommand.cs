using System.Data.Common;
using Ticketing.Features.Settings;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Hosting.Commands;

namespace Ticketing.Features.GoLive;

/// <summary>
/// Prints one line for each topic. The staff page shows these results too, unless the database is of another version: it stays as it is.
/// </summary>
internal sealed class CheckCommand(RunGoLiveChecks checks, GoLiveResults stored, SyncSavedSettingsJob settings) : ICommand
{
    public string Name => "check";

    public async Task<int> RunAsync(string? operand, CancellationToken ct)
    {
        var database = await checks.CheckDatabaseAsync(ct);
        var hasDatabase = database.Status == GoLiveStatus.Ok;
        if (hasDatabase)
        {
            // What superadmins have saved counts, as in the server.
            await settings.RunOnceAsync(ct);
        }

        var results = await checks.RunAsync(database, ct);
        foreach (var result in results)
        {
            Console.WriteLine($"{result.Status.ToString().ToLowerInvariant()} {result.Topic} {result.Text}");
        }

        if (hasDatabase)
        {
            await StoreAsync(results, ct);
        }

        return results.Any(result => result.Status == GoLiveStatus.Fail) ? 1 : 0;
    }

    // A full disk is one of the things that the check is for.
    private async Task StoreAsync(IReadOnlyList<GoLiveResult> results, CancellationToken ct)
    {
        try
        {
            await stored.ReplaceAsync(results, ct);
        }
        catch (Exception error) when (error is DbException || DatabaseErrors.IsOutage(error))
        {
            await Console.Error.WriteLineAsync($"The staff page keeps its earlier results: {DatabaseErrors.Describe(error)}");
        }
    }
}
