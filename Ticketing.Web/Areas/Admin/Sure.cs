namespace Ticketing.Areas.Admin;

/// <summary>A button for an irreversible action that asks for confirmation first.</summary>
/// <param name="Of">Subject, for screen readers; empty if the label says it.</param>
public sealed record Sure(string Ask, string Of, string Why, string Do);
