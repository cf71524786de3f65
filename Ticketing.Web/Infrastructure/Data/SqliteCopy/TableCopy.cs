using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Ticketing.Infrastructure.Data.SqliteCopy;

/// <summary>Copies row by row, in constant memory.</summary>
internal sealed class TableCopy(ITable from, ITable to, SqliteVenueFile file, NpgsqlConnection target)
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromMinutes(10);
    private readonly List<ColumnConverter> columns =
    [
        .. to
            .Columns.Where(column => column.ComputedColumnSql is null)
            .Select(column => new ColumnConverter(from.FindColumn(column.Name)!, column)),
    ];

    public string Name => to.Name;

    /// <summary>Marks tables filled at server start, which the copy may replace.</summary>
    public const string FilledAtStartup = "Ticketing:FilledAtStart";

    /// <summary>True if migrations or server start insert rows; the copy deletes them.</summary>
    public bool IsSeeded =>
        to.EntityTypeMappings.Any(mapping =>
            mapping.TypeBase is IEntityType entity && (entity.GetSeedData().Any() || entity.FindAnnotation(FilledAtStartup) is not null)
        );

    private string Columns => string.Join(", ", columns.Select(column => $"\"{column.Name}\""));

    public async Task<bool> HasRowsAsync(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM \"{Name}\")", target);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    public async Task<long> CopyAsync(CancellationToken ct)
    {
        if (IsSeeded)
        {
            await ExecuteAsync($"DELETE FROM \"{Name}\"", ct);
        }

        await CopyRowsAsync(ct);
        await AdvanceSequencesAsync(ct);
        await using var sourceCount = file.CreateCommand($"SELECT count(*) FROM \"{Name}\"");
        await using var targetCount = new NpgsqlCommand($"SELECT count(*) FROM \"{Name}\"", target) { CommandTimeout = 0 };
        var (sent, arrived) = ((long)(await sourceCount.ExecuteScalarAsync(ct))!, (long)(await targetCount.ExecuteScalarAsync(ct))!);
        return sent == arrived ? arrived : throw new InvalidOperationException($"{Name}: {arrived} of {sent} rows arrived.");
    }

    private async Task CopyRowsAsync(CancellationToken ct)
    {
        await using var command = file.CreateCommand($"SELECT {Columns} FROM \"{Name}\"");
        await using var rows = await command.ExecuteReaderAsync(ct);
        await using var writer = await target.BeginBinaryImportAsync($"COPY \"{Name}\" ({Columns}) FROM STDIN (FORMAT BINARY)", ct);
        writer.Timeout = WriteTimeout;
        while (await rows.ReadAsync(ct))
        {
            await writer.StartRowAsync(ct);
            for (var i = 0; i < columns.Count; i++)
            {
                if (columns[i].ReadConverted(rows, i) is { } value)
                {
                    await writer.WriteAsync(value, columns[i].Type, ct);
                }
                else
                {
                    await writer.WriteNullAsync(ct);
                }
            }
        }

        await writer.CompleteAsync(ct);
    }

    /// <summary>Advances sequences past the highest copied value.</summary>
    private async Task AdvanceSequencesAsync(CancellationToken ct)
    {
        foreach (var column in columns.Where(column => column.IsGenerated))
        {
            await ExecuteAsync(
                $"""SELECT setval(pg_get_serial_sequence('"{Name}"', '{column.Name}'), max("{column.Name}")) FROM "{Name}" HAVING count(*) > 0""",
                ct
            );
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, target);
        await command.ExecuteNonQueryAsync(ct);
    }
}
