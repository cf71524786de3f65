namespace Ticketing.Features.Insights.Exports;

/// <summary>Takes a table cell by cell. Text is never run as a formula.</summary>
internal interface ITableWriter : IAsyncDisposable
{
    ITableWriter Text(string? text);

    /// <param name="e164">"+442071838750"; other text stays as it is.</param>
    ITableWriter Phone(string e164);

    ITableWriter Number(long? number);

    ITableWriter Rate(decimal percent);

    /// <summary>In major units, without currency.</summary>
    ITableWriter Amount(long? minorUnits, string currency);

    /// <summary>In its own offset.</summary>
    ITableWriter Instant(DateTimeOffset? instant);

    ITableWriter Day(DateOnly day);

    ValueTask EndRowAsync(CancellationToken ct);

    /// <summary>Waits until the client has taken all rows so far.</summary>
    Task FlushAsync(CancellationToken ct);

    /// <summary>Writes what ends the file.</summary>
    Task FinishAsync(CancellationToken ct);
}
