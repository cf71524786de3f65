namespace Ticketing.Infrastructure.Configuration.Checks;

/// <summary>Checks settings that only an external system can verify.</summary>
public interface IStartupCheck
{
    /// <returns>Null if valid, or if the system is unreachable: its outage must not prevent our start.</returns>
    Task<SettingProblem?> FindProblemAsync(CancellationToken ct);
}
