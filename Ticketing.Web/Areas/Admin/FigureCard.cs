namespace Ticketing.Areas.Admin;

/// <param name="Path">Link to the list of what is counted; null for no link.</param>
/// <param name="Before">Value in the previous period; null if there is none.</param>
public sealed record FigureCard(string Name, string Value, string? Path, string? Before = null, string Change = "");
