using CsvHelper;
using Ticketing.Tests.Support.Browsers;

namespace Ticketing.Tests.Features.Insights.Exports;

internal static class ExportReader
{
    public const string Folder = "/admin/insights/export/";

    /// <returns>Cells by heading.</returns>
    public static async Task<List<Dictionary<string, string>>> ReadExportAsync(this Browser staff, string path, string folder = Folder)
    {
        using var csv = CsvReader.Create(await staff.DownloadAsync(folder + path));
        csv.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(
                csv.Headers.Select((name, column) => (name, column)).ToDictionary(cell => cell.name, cell => csv.GetString(cell.column))
            );
        }

        return rows;
    }
}
