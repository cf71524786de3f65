using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using Ticketing.Features.Events.Posters;
using Ticketing.Features.Settings;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Identity;
using Ticketing.Tests.Features.Receipts;
using Ticketing.Tests.Support;
using Ticketing.Tests.Support.Actions;
using Ticketing.Tests.Support.Apps;
using Ticketing.Tests.Support.Databases;
using UglyToad.PdfPig;
using Xunit;

namespace Ticketing.Tests.Features.Settings;

public sealed class LogoUploadTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, OnEitherDatabase]
    public async Task The_logo_appears_in_the_header_and_in_documents_until_removed(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var order = await app.BuyAsync(await app.PublishEventAsync(), "Standing", 1);
        var up = (
            await (await superAdmin.OpenAsync("/admin/settings")).UploadLogoAsync(TestImages.Bar(600, 120, SKColors.Black))
        ).ExpectStatus(HttpStatusCode.OK);

        using var visitor = app.NewBrowser();
        var logo = (await visitor.OpenAsync("/")).Document.QuerySelector("a.mark.logo img")!;
        Assert.Equal("The Blue Room", logo.GetAttribute("alt"));
        using (var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, logo.GetAttribute("src"))))
        {
            Assert.Equal((HttpStatusCode.OK, "image/png"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            using var picture = SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync(Ct));
            Assert.Equal((600, 120, 0), (picture.Width, picture.Height, picture.GetPixel(1, 1).Alpha));
        }

        Assert.All([await app.ReceiptAsync(order), await app.TicketsAsync(order)], paper => Assert.Equal(1, PicturesIn(paper)));
        var gone = await up.SubmitAsync("form.remove-logo");
        Assert.Equal("The Blue Room", (await visitor.OpenAsync("/")).Document.QuerySelector("a.mark")!.TextContent);
        Assert.Equal(0, PicturesIn(await app.ReceiptAsync(order)));
        Assert.Null(gone.ExpectStatus(HttpStatusCode.OK).Document.QuerySelector("form.remove-logo"));
        Assert.Equal(["settings.logo-uploaded", "settings.logo-removed"], (await app.SettingsTrailAsync()).Select(entry => entry.Action));
    }

    [Theory]
    [InlineData(0x000000, "plate-dark")]
    [InlineData(0xffffff, "plate-light")]
    [InlineData(0xd43d22, "")]
    public async Task The_logo_gets_a_plate_if_it_would_be_invisible(int colour, string plate)
    {
        await using var app = new TicketingApp();
        await app.UseAsync<ChangeLogo, LogoOutcome>(change =>
            change.UploadAsync(TestImages.Bar(400, 100, new SKColor(0xff000000 | (uint)colour)), Ct)
        );
        using var visitor = app.NewBrowser();
        var mark = (await visitor.OpenAsync("/find-us")).Document.QuerySelector("a.mark")!;
        Assert.Equal($"mark logo {plate}".Trim(), mark.ClassName);
    }

    [Theory, OnEitherDatabase]
    public async Task Invalid_images_are_refused_and_metadata_is_removed(DatabaseProvider database)
    {
        await using var app = new TicketingApp(database);
        using var superAdmin = await app.SignInAsStaffAsync(Roles.SuperAdmin);
        var page = await superAdmin.OpenAsync("/admin/settings");
        byte[][] hostile =
        [
            [],
            Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
            Encoding.UTF8.GetBytes("GIF89a"),
            TestImages.Png(20, 20),
            TestImages.Png()[..400],
            new byte[EditPoster.MaxBytes + 1],
        ];
        foreach (var file in hostile)
        {
            var refused = await page.UploadLogoAsync(file);
            Assert.True(
                refused.Status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge,
                $"{file.Length} bytes: {refused.Status}"
            );
            Assert.NotNull(refused.Document.QuerySelector(".notice.error"));
            Assert.Equal("The Blue Room", refused.ValueOf("VenueName"));
        }

        (await page.UploadLogoAsync([.. TestImages.RotatedJpeg("secret place"), .. "<script>"u8])).ExpectStatus(HttpStatusCode.OK);
        var stored = await app.UseAsync<TicketingDbContext, PosterFile>(db => db.Set<PosterFile>().SingleAsync(Ct));
        Assert.DoesNotContain("secret place", Encoding.Latin1.GetString(stored.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", Encoding.Latin1.GetString(stored.Bytes), StringComparison.Ordinal);
    }

    private static int PicturesIn(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return document.GetPages().Sum(page => page.GetImages().Count());
    }
}
