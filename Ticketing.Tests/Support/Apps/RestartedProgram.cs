namespace Ticketing.Tests.Support.Apps;

/// <summary>A program that is started again at once whenever it is killed.</summary>
internal sealed class RestartedProgram
{
    private readonly KillableProgram program;

    private RestartedProgram(KillableProgram program, CancellationToken ct)
    {
        this.program = program;
        Started = program.StartAsync(ct);
    }

    public Task Started { get; private set; }

    public bool IsUp => Started.IsCompletedSuccessfully;

    public static RestartedProgram Start(KillableProgram program, CancellationToken ct) => new(program, ct);

    /// <summary>Does not wait for the restart.</summary>
    /// <returns>The killed process's id.</returns>
    public async Task<int> KillAsync(CancellationToken ct)
    {
        var id = program.ProcessId;
        await program.KillAsync();
        Started = program.StartAsync(ct);
        return id;
    }

    public async Task EndAsync()
    {
        await Started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        program.Dispose();
    }
}
