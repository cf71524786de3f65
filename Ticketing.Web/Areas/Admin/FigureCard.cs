namespace Ticketing.Areas.Admin;

/// <summary>One figure on top of a page.</summary>
/// <param name="Path">Where what it counts is listed; null where nothing is.</param>
/// <param name="Before">The same figure of the period before; null where there is none.</param>
/// <param name="Change">Against it; may be empty.</param>
public sealed record FigureCard(string Name, string Value, string? Path, string? Before = null, string Change = "");
