using Xunit;

namespace Ticketing.Tests.Demo;

/// <summary>One demo venue for tests that only look.</summary>
public sealed class SeededVenue : IAsyncLifetime
{
    public DemoBox Box { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Box = await DemoBox.SeededAsync(DemoBox.Wednesday);

    public ValueTask DisposeAsync() => Box.DisposeAsync();
}
