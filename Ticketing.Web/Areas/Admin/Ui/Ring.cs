using Ticketing.Areas.Admin.Ui.Texts;

namespace Ticketing.Areas.Admin.Ui;

/// <summary>Part of a whole as a ring with both numbers in it.</summary>
/// <param name="Label">For screen readers, such as "3 of 4 admitted".</param>
public sealed record Ring(int Part, int Whole, string Label)
{
    /// <summary>In percent; the ring is 100 long.</summary>
    public string Share => EventText.Percentage(Part, Whole);

    public bool IsFull => Whole > 0 && Part >= Whole;
}
