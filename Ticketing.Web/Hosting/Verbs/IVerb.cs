namespace Ticketing.Hosting.Verbs;

/// <summary>Runs with the storage prepared.</summary>
public interface IVerb
{
    /// <summary>Also listed in <see cref="Verbs"/>, which knows all names before the application is built.</summary>
    string Name { get; }

    Task<int> RunAsync(CancellationToken ct);
}
