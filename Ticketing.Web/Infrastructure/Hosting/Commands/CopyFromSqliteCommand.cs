using System.Globalization;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.SqliteCopy;

namespace Ticketing.Infrastructure.Hosting.Commands;

internal static class CopyFromSqliteCommand
{
    public const string Name = "copy-from-sqlite";
    public const string Purpose = "FILE: copies a venue from its SQLite file into an empty PostgreSQL database";

    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        if (CommandLine.GetOperand(args) is not { } path)
        {
            return Fail($"{Name} needs the file to copy from, like '{Name} /data/ticketing.db'.");
        }

        if (app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider != DatabaseProvider.Postgres)
        {
            return Fail("Set Database:Provider to Postgres: the copy goes into the database that ConnectionStrings:Ticketing names.");
        }

        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var outcome = await scope
                .ServiceProvider.GetRequiredService<CopyFromSqlite>()
                .CopyAsync(Path.GetFullPath(path), CancellationToken.None);
            return outcome is CopyOutcome.Copied copied ? Report(copied) : Fail(((CopyOutcome.Refused)outcome).Reason);
        }
        catch (Exception error) when (DatabaseErrors.IsOutage(error))
        {
            return Fail($"Nothing was copied, the PostgreSQL database cannot be had: {error.Message}");
        }
    }

    private static int Report(CopyOutcome.Copied copied)
    {
        foreach (var (name, rows) in copied.Tables.Where(table => table.Rows > 0))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows, 10} {name}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{copied.Keys, 10} keys, from the storage folder"));
        Console.WriteLine("Copied. Do not start a server on the SQLite file again: it would sell the same places.");
        return 0;
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }
}
