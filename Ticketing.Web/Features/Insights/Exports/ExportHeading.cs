namespace Ticketing.Features.Insights.Exports;

/// <summary>English, like the texts of <see cref="ExportText"/>.</summary>
/// <param name="Text">For people.</param>
/// <param name="ForPrograms">Never changes, as programs look for it; null if it is the same.</param>
internal sealed record ExportHeading(string Text, string? ForPrograms = null)
{
    public static implicit operator ExportHeading(string text) => new(text);

    public string For(ExportFilter filter) => filter.IsForPrograms ? ForPrograms ?? Text : Text;
}
