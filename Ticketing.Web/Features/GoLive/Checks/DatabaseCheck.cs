using System.Data.Common;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Features.GoLive.Checks;

/// <summary>This version can use the database as it is. Changes nothing: an upgrade is for the operator to start.</summary>
internal sealed class DatabaseCheck(DatabaseMigrator migrator, IServiceProvider services) : IGoLiveCheck
{
    public string Topic => GoLiveTopics.Database;

    public bool NeedsDatabase => false;

    /// <summary>A server that does not answer is noticed after 15 seconds, and the reason is worth the wait.</summary>
    public TimeSpan TimeLimit => TimeSpan.FromSeconds(35);

    public async Task<GoLiveFinding> CheckAsync(CancellationToken ct)
    {
        if (services.FindStagedRestore() is { IsReady: true })
        {
            return GoLiveFinding.Fail(T["A restore is not finished. Start the server to finish it."]);
        }

        var name = services.DescribeDatabase();
        try
        {
            return Describe(await migrator.FindSchemaAsync(ct), name);
        }
        catch (MigrationHistoryException error)
        {
            return GoLiveFinding.Fail(error.Message);
        }
        catch (Exception error) when (error is DbException || DatabaseErrors.IsOutage(error))
        {
            return GoLiveFinding.Fail(
                T["The database cannot be used ({0}): {1}. {2}", name, DatabaseErrors.Describe(error).TrimEnd('.'), Remedy]
            );
        }
    }

    private string Remedy =>
        services.UsesPostgres()
            ? T["Start the database server, or correct the connection to it (ConnectionStrings:Ticketing)."]
            : T["See that the file belongs to the user of this program, and that no other program locks it."];

    private static GoLiveFinding Describe(DatabaseSchema schema, string name) =>
        schema switch
        {
            DatabaseSchema.None => GoLiveFinding.Fail(
                T["There is no venue in the database yet ({0}). Start the server once, or run the command migrate, and check again.", name]
            ),
            DatabaseSchema.Outdated => GoLiveFinding.Fail(
                T[
                    "An earlier version of this program used the database ({0}). Start the server with this version, or run the command "
                        + "migrate, and check again.",
                    name
                ]
            ),
            _ => GoLiveFinding.Ok(T["The database has the schema of this version."]),
        };
}
