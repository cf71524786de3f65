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
                T[
                    "The storage folder {0} does not exist yet. Start the server once to create it, or correct "
                        + "its path (Storage:Directory).",
                    storage.Root
                ]
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
            ? GoLiveFinding.Ok(T["The program can use its storage folder, and other users of this machine cannot read it."])
            : GoLiveFinding.Warn(
                T[
                    "Other users of this machine may read files in {0}: {1}. Keep them out with: " + "chmod -R go= {0}",
                    storage.Root,
                    string.Join(", ", loose)
                ]
            );
    }
}
