namespace Ticketing.Areas.Admin.Ui;

/// <summary>A button for an irreversible action that asks for confirmation first.</summary>
/// <param name="Subject">Subject, for screen readers; empty if the label says it.</param>
public sealed record ConfirmButton(string Label, string Subject, string Consequences, string ConfirmLabel);
