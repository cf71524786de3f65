using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Pdf;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Documents;

public class ScriptTests
{
    public static readonly TheoryData<string> Names =
    [
        "Əli Şükürov",
        "Ṣubḥī Ḥaddād",
        "Nguyễn Thị Ánh",
        "Ελένη Παπαδοπούλου",
        "Анна Ахматова",
        "王小明",
        "陳美玲",
        "𠮷野家",
        "髙橋 さくら",
        "佐藤タロウ",
        "김철수",
        "สมชาย ใจดี",
        "Դավիթ Հակոբյան",
        "გიორგი ბერიძე",
        "አበበ ቢቂላ",
        "דוד כהן",
        "محمد عبد الله",
        "پروین گلی",
        "अमिताभ श्रीवास्तव",
        "রবীন্দ্রনাথ ঠাকুর",
        "தமிழ்ச்செல்வன்",
        "శ్రీనివాస్",
        "ગીતા પટેલ",
        "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "ಶ್ರೀಧರ್",
        "മോഹൻലാൽ",
        "සුනිල් පෙරේරා",
        "សុខ ដារា",
        "ສົມພອນ",
        "အောင်ဆန်း",
        "އަޙްމަދު",
        "𞤀𞤣𞤤𞤢𞤥",
        "Ana 🎸❤️👍🏽",
        "👩‍👩‍👧 🇩🇪 1️⃣",
    ];

    /// <summary>It reverses Arabic ligatures and vowel signs, and does not know that Adlam is written from right to left.</summary>
    private static readonly string[] TurnedAroundByPoppler = ["محمد عبد الله", "އަޙްމަދު", "𞤀𞤣𞤤𞤢𞤥"];

    [Theory, MemberData(nameof(Names))]
    public void Every_name_has_its_glyphs_in_every_face(string name)
    {
        foreach (var face in Enum.GetValues<FontFace>())
        {
            var runs = Assert.Single(TextBlock.Create(name, new TextStyle(face), 2000).Lines).Runs;
            Assert.DoesNotContain(runs, placed => placed.Run.Item.HasNoGlyphs);
            Assert.DoesNotContain(runs.SelectMany(placed => placed.Run.Glyphs), glyph => glyph == 0);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_name_can_be_copied_from_a_pdf_that_embeds_little_more_than_it(string name)
    {
        var pdf = Write(name);
        var (expected, copied) = (Squeeze(name), Squeeze(ExternalTools.CopyText(pdf)));
        if (TurnedAroundByPoppler.Contains(name))
        {
            (expected, copied) = (string.Concat(expected.Order()), string.Concat(copied.Order()));
        }

        Assert.Equal(expected, copied);
        Assert.InRange(pdf.Length, 1, 14_000);
    }

    // PdfPig does not read the text that stands for a group of glyphs, which scripts with joined or reordered letters need.
    [Theory]
    [InlineData("Əli Şükürov")]
    [InlineData("王小明")]
    [InlineData("𠮷野家")]
    [InlineData("佐藤タロウ")]
    [InlineData("김철수")]
    [InlineData("Դավիթ Հակոբյան")]
    [InlineData("გიორგი ბერიძე")]
    [InlineData("አበበ ቢቂላ")]
    [InlineData("Анна Ахматова")]
    public void Each_glyph_says_which_character_it_is(string name)
    {
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(Write(name));
        Assert.Equal(Squeeze(name), Squeeze(string.Concat(pdf.GetPage(1).Letters.Select(letter => letter.Value))));
    }

    [Fact]
    public void All_letters_of_a_script_are_set_in_one_font()
    {
        Assert.Equal(["Noto Sans"], Fonts("Əli Smith"));
        Assert.Equal(["Noto Sans JP"], Fonts("𠮷野家"));
        Assert.Equal(["Noto Sans", "Noto Sans SC"], Fonts("Əli 王小明"));
    }

    [Fact]
    public void Spaces_beside_emoji_are_no_wider() =>
        Assert.Equal(
            TextBlock.MeasureWidth("Ana Lee", new TextStyle()) - TextBlock.MeasureWidth("AnaLee", new TextStyle()),
            TextBlock.MeasureWidth("🎸 Lee", new TextStyle()) - TextBlock.MeasureWidth("🎸Lee", new TextStyle()),
            0.1
        );

    [Fact]
    public void A_font_is_mapped_into_memory_and_not_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lists what is mapped.");
        Fonts("王小明");
        Assert.Contains("NotoSansSC_400Regular.ttf", File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void Kana_and_hangul_decide_how_chinese_characters_are_drawn()
    {
        Assert.Equal(["Noto Sans SC"], Fonts("直子"));
        Assert.Equal(["Noto Sans JP"], Fonts("直子 さくら"));
        Assert.Equal(["Noto Sans KR"], Fonts("直子 김"));
    }

    [Fact]
    public void Latin_text_opens_no_other_font() => Assert.Equal(["Open Sans"], Fonts("Ada Lovelace, £14.00 – 19:30"));

    [Theory, MemberData(nameof(Names))]
    public void A_generated_poster_draws_every_title(string name)
    {
        var style = PosterStyle.FromNumber(0, "show");
        var replaced = PosterArt.Portrait("show", style, string.Concat(name.Select(c => c == ' ' ? ' ' : '\uFFFD')), "").ToSvg();
        Assert.NotEqual(replaced, PosterArt.Portrait("show", style, name, "").ToSvg());
    }

    private static string[] Fonts(string text) =>
        [
            .. TextBlock
                .Create(text, new TextStyle(), 2000)
                .Lines.SelectMany(line => line.Runs)
                .Select(placed => placed.Run.Item.Font.Typeface.FamilyName)
                .Distinct(),
        ];

    private static byte[] Write(string text)
    {
        var document = new PdfDocument(new("Ticket", "The Blue Room", "en-GB", DateTimeOffset.UnixEpoch));
        document.AddFlow().Text(text, new TextStyle(Size: 14));
        return document.ToBytes();
    }

    // Readers mark directions and put spaces between some scripts' letters.
    private static string Squeeze(string text) =>
        string.Concat(
            text.Normalize()
                .Where(c => !char.IsWhiteSpace(c) && c is not (>= '\u2066' and <= '\u2069' or >= '\u202A' and <= '\u202E' or '\f'))
        );
}
