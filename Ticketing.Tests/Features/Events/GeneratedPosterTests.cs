using System.Text;
using System.Xml.Linq;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Drawings;
using Xunit;

namespace Ticketing.Tests.Features.Events;

public class GeneratedPosterTests
{
    private static readonly string LongTitle = new StringBuilder(
        "An Evening of Songs, Stories and Slightly Unreliable Memories with the Extraordinary Marguerite van der Hoogeveen & Co"
    )
        .Append("!!")
        .ToString();

    public static TheoryData<string> Titles =>
        new(
            "DUB",
            "Nadia Karim Quartet",
            "New Year’s Eve: Mirrorball",
            "The Small Orchestra plays Reich: Music for Eighteen Musicians",
            LongTitle,
            "Weihnachtsoratoriumsgesamtaufführung",
            new string('W', 120),
            "نادية كريم ورباعي العود",
            "ליל ג'אז עם עומר אביטל",
            "Ночь русского авангарда",
            "漢字テスト",
            "",
            "<b>&\""
        );

    [Theory, MemberData(nameof(Titles))]
    public void The_title_stays_on_the_sheet_and_out_of_the_art(string title)
    {
        PosterLayout[] layouts =
        [
            PosterLayout.Portrait(title, "Fri 27 Nov · Jazz", Colour.Black),
            PosterLayout.Wide(title, "Fri 27 Nov · Jazz", Colour.Black),
        ];
        foreach (var layout in layouts)
        {
            Assert.True(layout.Bounds.Contains(layout.TitleBox), $"{layout.TitleBox}");
            Assert.True(layout.Bounds.Contains(layout.SubtitleBox), $"{layout.SubtitleBox}");
            Assert.False(layout.Art.Overlaps(layout.TitleBox), $"{layout.Art} {layout.TitleBox}");
            Assert.False(layout.TitleBox.Overlaps(layout.SubtitleBox));
            Assert.All(layout.Title.Lines, line => Assert.True(line.Width <= layout.TitleBox.Width + 0.1f, line.Text));
            Assert.True(layout.Art.Height > layout.Bounds.Height * 0.4f);
        }
    }

    [Fact]
    public void A_title_of_120_characters_breaks_no_word()
    {
        Assert.Equal(120, LongTitle.Length);
        var layout = PosterLayout.Portrait(LongTitle, "Fri 27 Nov", Colour.Black);
        Assert.False(layout.Title.BreaksWords);
        Assert.True(layout.Title.Style.Size >= 20, $"{layout.Title.Style.Size}");
    }

    [Fact]
    public void A_short_title_is_large() => Assert.True(PosterLayout.Portrait("DUB", "Fri 27 Nov", Colour.Black).Title.Style.Size >= 60);

    [Fact]
    public void The_lettering_of_every_palette_can_be_read() =>
        Assert.All(Palette.All, palette => Assert.True(palette.Lettering.ContrastWith(palette.Ground) >= 4.5, $"{palette}"));

    [Fact]
    public void The_art_of_every_palette_stands_out_from_its_ground() =>
        Assert.All(
            Palette.All,
            palette =>
                Assert.All(
                    new[] { palette.First, palette.Second, palette.Third },
                    ink => Assert.True(ink.ContrastWith(palette.Ground) >= 1.25, $"{ink.Hex} on {palette.Ground.Hex}")
                )
        );

    [Fact]
    public void The_same_event_always_gets_the_same_poster()
    {
        Assert.Equal(Svg("nadia-karim"), Svg("nadia-karim"));
        Assert.NotEqual(Svg("nadia-karim"), Svg("velvet-static"));
    }

    // Snapshot: a change of the hash would redraw every generated poster.
    [Fact]
    public void The_style_of_a_slug_never_changes() =>
        Assert.Equal(
            (ArtKind.Seeds, 587),
            (PosterStyle.FromSlug("nadia-karim-quartet").Kind, PosterStyle.FromSlug("nadia-karim-quartet").Number)
        );

    [Fact]
    public void Neighbouring_events_look_different()
    {
        var wall = new List<PosterStyle>();
        for (var i = 0; i < 40; i++)
            wall.Add(PosterStyle.ChooseDistinct($"event-{i}", wall.AsEnumerable().Reverse()));
        for (var i = 0; i + 6 <= wall.Count; i++)
        {
            var near = wall.Skip(i).Take(6).ToArray();
            Assert.Equal(6, near.Select(s => s.Kind).Distinct().Count());
            Assert.Equal(6, near.Select(s => s.Palette).Distinct().Count());
        }
    }

    [Fact]
    public void A_stored_style_comes_back_and_an_unknown_one_falls_back()
    {
        var style = PosterStyle.FromSlug("dub");
        Assert.Equal(style, PosterStyle.FromNumber(style.Number, "other"));
        Assert.Equal(PosterStyle.FromSlug("other"), PosterStyle.FromNumber(63, "other"));
        Assert.Equal(PosterStyle.FromSlug("other"), PosterStyle.FromNumber(-1, "other"));
        Assert.Equal(PosterStyle.FromSlug("other"), PosterStyle.FromNumber(int.MaxValue, "other"));
    }

    [Fact]
    public void Every_kind_in_every_format_is_a_small_self_contained_picture()
    {
        foreach (var kind in Enum.GetValues<ArtKind>())
        {
            var style = PosterStyle.FromNumber((int)kind * 64 + (int)kind % 12, "x");
            Assert.Equal(kind, style.Kind);
            foreach (
                var poster in new[]
                {
                    PosterArt.Portrait("slug", style, "Nadia Karim Quartet", "Fri 27 Nov · Jazz"),
                    PosterArt.Wide("slug", style, "Nadia Karim Quartet", "Fri 27 Nov · Jazz"),
                }
            )
            {
                var svg = poster.ToSvg("Poster");
                Assert.True(svg.Length < 24_000, $"{kind}: {svg.Length}");
                var names = XDocument.Parse(svg).Descendants().Select(e => e.Name.LocalName).Distinct();
                Assert.Subset(new HashSet<string> { "svg", "title", "rect", "circle", "path", "g", "clipPath" }, names.ToHashSet());
                Assert.NotEqual(Blank(poster), poster.ToPng(80, 100));
            }
        }
    }

    [Fact]
    public void A_title_cannot_smuggle_markup_into_the_picture()
    {
        var svg = PosterArt.Portrait("x", PosterStyle.FromSlug("x"), "Rock", "Fri").ToSvg("</title><script>alert(1)</script>\u0001");
        Assert.Equal("</title><script>alert(1)</script>", XDocument.Parse(svg).Root!.Elements().First().Value);
    }

    [Fact]
    public async Task A_rush_after_a_start_draws_each_picture_once()
    {
        using var posters = new EventPosters();
        var show = new Event
        {
            Slug = "nadia-karim",
            Title = "Nadia Karim Quartet",
            Location = "The Blue Room",
            TimeZone = "Europe/London",
            StartsAt = new DateTimeOffset(2031, 3, 3, 20, 0, 0, TimeSpan.Zero),
        };
        var pictures = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => posters.RenderSharePngAsync(show, TestContext.Current.CancellationToken)))
        );
        Assert.All(pictures, picture => Assert.Same(pictures[0], picture));
    }

    private static string Svg(string slug) =>
        PosterArt.Portrait(slug, PosterStyle.FromSlug(slug), "Nadia Karim Quartet", "Fri 27 Nov · Jazz").ToSvg();

    private static byte[] Blank(Drawing poster) =>
        (poster with { Shapes = [.. poster.Shapes.Where(s => s is not Shape.Clipped)] }).ToPng(80, 100);
}
