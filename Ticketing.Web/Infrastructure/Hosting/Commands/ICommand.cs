namespace Ticketing.Infrastructure.Hosting.Commands;

/// <summary><see cref="CommandLine"/> says what is prepared for it.</summary>
public interface ICommand
{
    /// <summary>Also listed in <see cref="CommandLine"/>, which knows all names before the application is built.</summary>
    string Name { get; }

    /// <param name="operand">Word after the command; null if there is none, or the command takes none.</param>
    Task<int> RunAsync(string? operand, CancellationToken ct);
}
