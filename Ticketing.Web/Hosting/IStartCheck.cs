using Ticketing.Settings;

namespace Ticketing.Hosting;

/// <summary>Looks, before anything is served, at what of the configuration only somebody else can tell to be wrong.</summary>
public interface IStartCheck
{
    /// <returns>Null where nothing is wrong, or nobody could be asked: a start must not hang on others.</returns>
    Task<SettingProblem?> FindProblemAsync(CancellationToken ct);
}
