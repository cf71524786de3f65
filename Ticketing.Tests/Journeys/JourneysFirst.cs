using Ticketing.Tests.Journeys;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(JourneysFirst))]

namespace Ticketing.Tests.Journeys;

/// <summary>Starts the two long collections of journeys first, so that they do not run alone at the end.</summary>
public sealed class JourneysFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderByDescending(collection =>
                collection.TestCollectionDisplayName is JourneysCollection.Name or StaffJourneysCollection.Name
            ),
        ];
}
