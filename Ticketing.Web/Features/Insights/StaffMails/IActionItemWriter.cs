using Ticketing.Features.Insights.Today;

namespace Ticketing.Features.Insights.StaffMails;

/// <param name="Path">Of the page where it is put right.</param>
public sealed record ActionItemLine(string Text, string Path);

/// <summary>Words for what needs attention; the pages of staff have them.</summary>
public interface IActionItemWriter
{
    /// <returns>Null for good news.</returns>
    ActionItemLine? Describe(ActionItem item);
}
