using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using Xunit;

namespace Ticketing.Tests.Architecture;

public sealed class CompiledModelTests(VenueFixture venues) : IClassFixture<VenueFixture>
{
    [Theory, OnBothDatabases]
    public Task It_is_generated_again_after_each_change_of_the_model(DatabaseProvider database) =>
        venues
            .On(database)
            .UseAsync<TicketingDbContext>(db =>
            {
                var fromCode = db.GetService<IModelRuntimeInitializer>()
                    .Initialize(db.GetService<IDesignTimeModel>().Model, designTime: false);
                Assert.EndsWith(".CompiledModel", db.Model.GetType().Namespace, StringComparison.Ordinal);
                Assert.Equal(Describe(fromCode), Describe(db.Model));
                return Task.CompletedTask;
            });

    private static string Describe(IModel model) => model.ToDebugString(MetadataDebugStringOptions.LongDefault);
}
