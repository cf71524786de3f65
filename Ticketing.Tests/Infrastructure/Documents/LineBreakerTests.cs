using CsCheck;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Typesetting;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

public class LineBreakerTests
{
    private static readonly TextStyle Plain = new(Size: 12);

    [Fact]
    public void Words_wrap_at_the_measure_and_none_is_lost()
    {
        const string text = "Oud, upright bass and two drummers: the record everybody played this summer";
        var block = TextBlock.Create(text, Plain, 120);
        Assert.InRange(block.Lines.Count, 3, 6);
        Assert.Equal(text, string.Join(' ', block.Lines.Select(l => l.Text)));
        Assert.False(block.BreaksWords);
    }

    [Fact]
    public void A_word_wider_than_the_measure_is_broken_rather_than_cut_off()
    {
        const string word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        var block = TextBlock.Create($"Die {word} spielt", Plain, 150);
        Assert.True(block.BreaksWords);
        Assert.Equal($"Die{word}spielt", string.Concat(block.Lines.Select(l => l.Text)).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_with_a_hyphen_may_break_there_but_a_range_may_not()
    {
        Assert.Equal(["Rimsky-", "Korsakov"], TextBlock.Create("Rimsky-Korsakov", Plain, 60).Lines.Select(l => l.Text));
        Assert.Equal(["Season", "2026-2027"], TextBlock.Create("Season 2026-2027", Plain, 70).Lines.Select(l => l.Text));
    }

    [Fact]
    public void Line_breaks_in_a_text_are_kept()
    {
        Assert.Equal(
            ["14 Canal Street", "", "Leeds"],
            TextBlock.Create("14 Canal Street\r\n\r\nLeeds", Plain, 300).Lines.Select(l => l.Text)
        );
        Assert.Single(TextBlock.Create("", Plain, 300).Lines);
    }

    [Fact]
    public void Any_input_stays_within_the_width() =>
        Gen.OneOf(Gen.Char, Gen.Char["אבגمرحبا ()123,.-/\u0301\u200D\uD83D\uDC69\u6F22\u202E\0\n "])
            .Array[0, 40]
            .Select(c => new string(c))
            .Sample(text => TextBlock.Create(text, Plain, 80).Lines.All(line => line.Width <= 80.1f || line.Text.Length <= 12), iter: 500);

    [Fact]
    public void A_character_without_a_glyph_is_shown_by_a_sign_and_keeps_its_text()
    {
        var run = Assert.Single(Assert.Single(TextBlock.Create("𒀀𒀁", Plain, 300).Lines).Runs).Run;
        Assert.Equal("𒀀𒀁", run.Text);
        Assert.Equal(2, run.Glyphs.Length);
        Assert.DoesNotContain((ushort)0, run.Glyphs);
    }

    [Fact]
    public void Accents_typed_apart_join_their_letters() => Assert.Equal(Glyphs("Café"), Glyphs("Cafe\u0301"));

    [Fact]
    public void Arabic_letters_join()
    {
        var (joined, alone) = (Glyphs("ببب"), Glyphs("ب"));
        Assert.Equal(3, joined.Distinct().Count());
        Assert.DoesNotContain(alone[0], joined);
    }

    [Fact]
    public void A_missing_font_says_which_and_what_to_do()
    {
        var refusal = Assert.Throws<FileNotFoundException>(() => FontFile.Load("/nowhere/Lost.ttf"));
        Assert.Contains("/nowhere/Lost.ttf", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("build", refusal.Message, StringComparison.Ordinal);
    }

    private static ushort[] Glyphs(string word) => Assert.Single(Assert.Single(TextBlock.Create(word, Plain, 300).Lines).Runs).Run.Glyphs;
}
