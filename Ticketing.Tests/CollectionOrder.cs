using Ticketing.Tests;
using Ticketing.Tests.Architecture;
using Ticketing.Tests.Journeys;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CollectionOrder))]

namespace Ticketing.Tests;

/// <summary>
/// Starts the two long collections of journeys first, so that they do not run alone at the end, and then the one that needs the most
/// memory, while others need little.
/// </summary>
public sealed class CollectionOrder : ITestCollectionOrderer
{
    private static readonly string[] First = [JourneysCollection.Name, StaffJourneysCollection.Name, ProgramTypes.Collection];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => First.Contains(collection.TestCollectionDisplayName))];
}
