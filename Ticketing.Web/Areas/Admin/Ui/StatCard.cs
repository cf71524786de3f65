namespace Ticketing.Areas.Admin.Ui;

/// <param name="Path">Link to the list of what is counted; null for no link.</param>
/// <param name="Previous">Value in the previous period; null if there is none.</param>
public sealed record StatCard(string Name, string Value, string? Path, string? Previous = null, string Change = "");
