using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Hosting.Startup;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>The same as at the start: files may have been copied into the folder since.</summary>
internal sealed class PermissionsCheck(StorageFolder storage) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.Permissions;

    public bool NeedsDatabase => false;

    public Task<GoLiveFinding> CheckAsync(CancellationToken ct) => Task.FromResult(Check());

    private GoLiveFinding Check()
    {
        if (!Directory.Exists(storage.Root))
        {
            return GoLiveFinding.Warn(
                $"The storage folder {storage.Root} does not exist yet. Start the server once to create it, or correct Storage:Directory."
            );
        }

        try
        {
            storage.RequireUsable();
        }
        catch (ConfigurationException error)
        {
            return GoLiveFinding.Fail(string.Join(' ', error.Problems.Select(problem => problem.Reason)));
        }

        var loose = FilePermissions.FindLooseFiles(storage);
        return loose.Count == 0
            ? GoLiveFinding.Ok("The program can use its storage folder, and other users of this machine cannot read it.")
            : GoLiveFinding.Warn(
                $"Other users of this machine may read files in {storage.Root}: {string.Join(", ", loose)}. Keep them out with: "
                    + $"chmod -R go= {storage.Root}"
            );
    }
}
