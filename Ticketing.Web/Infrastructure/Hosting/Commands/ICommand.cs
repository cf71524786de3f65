namespace Ticketing.Infrastructure.Hosting.Commands;

/// <summary>Runs with the storage prepared.</summary>
public interface ICommand
{
    /// <summary>Also listed in <see cref="CommandLine"/>, which knows all names before the application is built.</summary>
    string Name { get; }

    Task<int> RunAsync(CancellationToken ct);
}
