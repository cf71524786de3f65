namespace Ticketing.Hosting.Verbs;

/// <summary>Where a feature plugs in something that the program can be asked to do, with the storage prepared.</summary>
public interface IVerb
{
    /// <summary>As typed; it stands in <see cref="Verbs"/> too, which knows all names before there is an application.</summary>
    string Name { get; }

    /// <returns>The exit code: 0 only when it was done.</returns>
    Task<int> RunAsync(CancellationToken ct);
}
