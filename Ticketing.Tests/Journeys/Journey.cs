using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys;

/// <summary>Buyers' journeys share one browser and one app, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class JourneysCollection : ICollectionFixture<ChromiumFixture>, ICollectionFixture<ListeningApp>
{
    public const string Name = "Journeys";
}

/// <summary>Staff journeys run in parallel to the buyers'.</summary>
[CollectionDefinition(Name)]
public sealed class StaffJourneysCollection : ICollectionFixture<ChromiumFixture>, ICollectionFixture<ListeningApp>
{
    public const string Name = "Staff's journeys";
}

[Collection(JourneysCollection.Name)]
public abstract class Journey(ChromiumFixture chromium, ListeningApp app) : IAsyncDisposable
{
    private readonly List<Visitor> visitors = [];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected ListeningApp App => app;

    /// <param name="at">Address of another app than the shared one.</param>
    protected async Task<Visitor> ArriveAsync(Device? device = null, Uri? at = null)
    {
        var visitor = await chromium.VisitAsync(at ?? app.Address, device ?? Device.Desktop);
        visitors.Add(visitor);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var visitor in visitors)
        {
            await visitor.CloseAsync(failed);
        }
    }
}
