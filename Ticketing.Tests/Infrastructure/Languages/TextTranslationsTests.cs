using Ticketing.Infrastructure.Languages;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Languages;

public sealed class TextTranslationsTests
{
    [Fact]
    public void Texts_are_found_by_language_and_name_after_they_were_stored()
    {
        var texts = TextTranslations.None.With("de", "Title", "Stehplatz").With("ar", "Title", "وقوفًا").With("de", "Note", "für alle");

        var read = TextTranslations.Parse(texts.Json);

        Assert.Equal(texts, read);
        Assert.Equal("""{"ar":{"Title":"وقوفًا"},"de":{"Note":"für alle","Title":"Stehplatz"}}""", texts.Json);
        Assert.Equal(("Stehplatz", "وقوفًا"), (read.Find("de", "Title"), read.Find("ar", "Title")));
        Assert.Null(read.Find("ar", "Note"));
        Assert.Equal(["وقوفًا", "Stehplatz"], read.FindAll("Title"));
    }

    [Fact]
    public void An_empty_text_removes_the_translation()
    {
        var texts = TextTranslations.None.With("de", "Title", "Stehplatz").With("ar", "Title", "وقوفًا").With("ar", "Note", "للجميع");

        Assert.False(texts.With("de", "Title", "").Has("de"));
        Assert.Equal("""{"ar":{"Note":"للجميع"}}""", texts.Without("Title").Json);
        Assert.Equal("", texts.Without("Title").Without("Note").Json);
        Assert.Equal(TextTranslations.None, TextTranslations.Parse(""));
    }
}
