using Ticketing.Infrastructure.Configuration.Sections;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Telemetry;

/// <summary>One journey on each database, made when a test first asks for it.</summary>
[CollectionDefinition(Collection)]
public sealed class MeasuredJourneys : IAsyncDisposable, ICollectionFixture<MeasuredJourneys>
{
    /// <summary>One after another: whoever listens to traces makes all programs of the tests record them.</summary>
    public const string Collection = "Telemetry";

    private readonly Dictionary<DatabaseProvider, MeasuredJourney> made = [];

    public async Task<MeasuredJourney> OnAsync(DatabaseProvider database)
    {
        if (!made.TryGetValue(database, out var journey))
        {
            made[database] = journey = await MeasuredJourney.TravelAsync(database);
        }

        return journey;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var journey in made.Values)
        {
            await journey.DisposeAsync();
        }
    }
}
