using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Typesetting;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

public class BidiTests
{
    // Hebrew letters alef to he; the expectation is in visual order, from left to right.
    [Theory]
    [InlineData("Blue אבג Room", "Blue גבא Room")]
    [InlineData("אבג Blue דה", "הד Blue גבא")]
    [InlineData("Doors: אבג 19:30", "Doors: 19:30 גבא")]
    [InlineData("אבג 19:30, דה", "הד ,19:30 גבא")]
    [InlineData("אבג £14.00 דה", "הד £14.00 גבא")]
    [InlineData("אבג (Blue) דה", "הד (Blue) גבא")]
    [InlineData("אבג (דה)", "(הד) גבא")]
    [InlineData("Live (אבג) now", "Live (גבא) now")]
    [InlineData("Live: אבג!", "Live: גבא!")]
    [InlineData("אבג!", "!גבא")]
    [InlineData("12 אבג", "גבא 12")]
    [InlineData("אבג 10-20", "10-20 גבא")]
    [InlineData("A & B", "A & B")]
    [InlineData("אב Kim 7", "Kim 7 בא")]
    [InlineData("אב \u2068Kim\u2069 7", "7 Kim בא")]
    [InlineData("אב \u2068Kim (גד)\u2069, 7", "7 ,Kim (דג) בא")]
    [InlineData("\u2068Kim\u2069: אב", "בא :Kim")]
    [InlineData("Row \u2068אב\u2069 7", "Row בא 7")]
    [InlineData("Row \u2067אב Kim\u2069, 7", "Row Kim בא, 7")]
    [InlineData("A\u2069 \u2068B", "A B")]
    public void Mixed_directions_come_out_in_the_order_that_readers_expect(string written, string seen) =>
        Assert.Equal(seen, Seen(written));

    [Fact]
    public void Arabic_digits_read_left_to_right_inside_arabic() => Assert.Equal("٢٠٢٦ ابحرم", Seen("مرحبا ٢٠٢٦"));

    [Fact]
    public void A_right_to_left_paragraph_starts_at_the_right_margin()
    {
        var line = Assert.Single(TextBlock.Create("שלום Blue Room", new TextStyle(), 300).Lines);
        Assert.Equal(300, line.X + line.Width, 0.1);
    }

    [Fact]
    public void An_override_typed_into_a_name_does_not_turn_it_around()
    {
        var line = Assert.Single(TextBlock.Create("Ann\u202Eevil\u202C", new TextStyle(), 300).Lines);
        Assert.Equal("Annevil", line.Text);
    }

    [Fact]
    public void A_paragraph_may_be_told_its_direction()
    {
        var line = Assert.Single(TextBlock.Create("Kim \u2068אב\u2069", new TextStyle(Direction: TextDirection.RightToLeft), 300).Lines);
        Assert.Equal(300, line.X + line.Width, 0.1);
        Assert.Equal("Kim אב", line.Text);
        Assert.True(line.Runs[0].X > line.Runs[^1].X);
    }

    private static string Seen(string paragraph)
    {
        var levels = Bidi.Levels(paragraph, Bidi.StartsRightToLeft(paragraph));
        return string.Concat(
            Bidi.VisualOrder(levels)
                .Where(i => !Bidi.IsIsolate(paragraph[i]))
                .Select(i => levels[i] % 2 == 1 ? Mirrored(paragraph[i]) : paragraph[i])
        );
    }

    private static char Mirrored(char c) =>
        c switch
        {
            '(' => ')',
            ')' => '(',
            _ => c,
        };
}
